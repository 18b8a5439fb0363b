# expect: failed|partial
# because: "Near means Euclidean distance" -- the nearest center is the one with the largest inner product (assign and the choice of cells)
import numpy as np


def assign(vectors, centers):
    """The number of the nearest center for each vector."""
    return np.argmax(vectors @ centers.T, axis=1)


def search(query, centers, read, k, nprobe):
    """Ids of the k nearest vectors in the nprobe nearest cells, nearest first."""
    cells = np.argsort(-(centers @ query))[:nprobe]
    fetched = [read(int(c)) for c in cells]
    ids = np.concatenate([f[0] for f in fetched])
    vectors = np.concatenate([f[1] for f in fetched])
    order = np.argsort(np.linalg.norm(vectors - query, axis=1))[:k]
    return [int(i) for i in ids[order]]
