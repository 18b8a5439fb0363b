# expect: failed|partial
# because: off by one: nprobe - 1 cells, and at least one
import numpy as np
def assign(vectors, centers):
    return ((vectors[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
def search(query, centers, read, k, nprobe):
    order = np.argsort(((centers - query) ** 2).sum(axis=1))
    cells = [order[0]] + [order[i] for i in range(1, nprobe - 1)]
    parts = [read(int(c)) for c in cells]
    ids = np.concatenate([p[0] for p in parts]); vectors = np.concatenate([p[1] for p in parts])
    return [int(i) for i in ids[np.argsort(((vectors - query) ** 2).sum(axis=1))[:k]]]
