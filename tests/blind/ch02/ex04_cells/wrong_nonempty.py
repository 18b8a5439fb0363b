# expect: failed|partial
# because: "Fetch the `nprobe` cells whose centers are nearest to the query ... and no other" -- an empty cell is not counted, and a further one is opened in its place
import numpy as np


def assign(vectors, centers):
    """The number of the nearest center for each vector."""
    return np.argmin(np.linalg.norm(vectors[:, None] - centers[None], axis=2), axis=1)


def search(query, centers, read, k, nprobe):
    """Ids of the k nearest vectors in the nprobe nearest cells, nearest first."""
    found, opened = [], 0
    for cell in np.argsort(np.linalg.norm(centers - query, axis=1)):
        if opened == nprobe:
            break
        ids, vectors = read(int(cell))
        if len(ids) == 0:
            continue
        opened += 1
        found += list(zip(np.linalg.norm(vectors - query, axis=1).tolist(), ids.tolist()))
    return [i for _, i in sorted(found)[:k]]
