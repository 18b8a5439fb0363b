# expect: failed|partial
# because: "each of them once" -- reads each cell twice, for the ids and for the vectors
import numpy as np


def assign(vectors, centers):
    """The number of the nearest center for each vector."""
    return np.argmin(((vectors[:, None] - centers) ** 2).sum(axis=2), axis=1)


def search(query, centers, read, k, nprobe):
    """Ids of the k nearest vectors in the nprobe nearest cells, nearest first."""
    cells = np.argsort(((centers - query) ** 2).sum(axis=1))[:nprobe]
    ids = np.concatenate([read(int(c))[0] for c in cells])
    vectors = np.concatenate([read(int(c))[1] for c in cells])
    order = np.argsort(np.linalg.norm(vectors - query, axis=1))[:k]
    return [int(i) for i in ids[order]]
