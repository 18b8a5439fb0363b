# expect: failed|partial
# because: "Near means Euclidean distance" -- the nearest centre is the one with the largest inner product (assign and the choice of cells)
import numpy as np


def assign(vectors, centres):
    """The number of the nearest centre for each vector."""
    return np.argmax(vectors @ centres.T, axis=1)


def search(query, centres, read, k, nprobe):
    """Ids of the k nearest vectors in the nprobe nearest cells, nearest first."""
    cells = np.argsort(-(centres @ query))[:nprobe]
    fetched = [read(int(c)) for c in cells]
    ids = np.concatenate([f[0] for f in fetched])
    vectors = np.concatenate([f[1] for f in fetched])
    order = np.argsort(np.linalg.norm(vectors - query, axis=1))[:k]
    return [int(i) for i in ids[order]]
