# expect: failed|partial
# because: the candidates are ranked by inner product, and near means Euclidean distance
import numpy as np
def assign(vectors, centers):
    return ((vectors[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
def search(query, centers, read, k, nprobe):
    cells = np.argsort(((centers - query) ** 2).sum(axis=1))[:nprobe]
    parts = [read(int(c)) for c in cells]
    ids = np.concatenate([p[0] for p in parts]); vectors = np.concatenate([p[1] for p in parts])
    return [int(i) for i in ids[np.argsort(-(vectors @ query))[:k]]]
