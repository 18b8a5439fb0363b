# expect: failed|partial
# because: the candidates are ranked by inner product, and near means Euclidean distance
import numpy as np
def assign(vectors, centres):
    return ((vectors[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
def search(query, centres, read, k, nprobe):
    cells = np.argsort(((centres - query) ** 2).sum(axis=1))[:nprobe]
    parts = [read(int(c)) for c in cells]
    ids = np.concatenate([p[0] for p in parts]); vectors = np.concatenate([p[1] for p in parts])
    return [int(i) for i in ids[np.argsort(-(vectors @ query))[:k]]]
