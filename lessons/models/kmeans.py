"""k-means: put k centroids among the vectors so that each vector is near one. IVF and PQ are both built on it.

Two steps take turns: every vector joins its nearest centroid; every centroid moves to the mean of those that joined.
Neither step can make the sum of squared distances larger, so it settles, though not always at the best place.
"""

import numpy as np

from .flat import squared_l2


def kmeans(vectors: np.ndarray, k: int, seed: int = 0, rounds: int = 10) -> tuple[np.ndarray, np.ndarray]:
    """Centres of shape (k, dim), and for each vector the number of its cell.

    With as many centroids as distinct vectors, every vector gets a centroid of its own.
    """
    rng = np.random.default_rng(seed)
    distinct = np.unique(vectors, axis=0)
    if k >= len(distinct):
        spare = distinct[rng.integers(0, len(distinct), k - len(distinct))]
        centroids = np.concatenate([distinct, spare])
        return centroids.astype(np.float32), assign(vectors, centroids)
    centroids = distinct[rng.choice(len(distinct), k, replace=False)].astype(np.float32)
    cell = assign(vectors, centroids)
    for _ in range(rounds):
        counts = np.bincount(cell, minlength=k)
        filled = counts > 0
        starts = np.concatenate([[0], counts.cumsum()[:-1]])[filled]
        sums = np.add.reduceat(vectors[np.argsort(cell, kind="stable")], starts)
        centroids[filled] = sums / counts[filled, None]
        if not filled.all():
            # A centroid that nobody joined would be wasted: it takes over one of the vectors that are worst served.
            badly_served = np.argsort(-((vectors - centroids[cell]) ** 2).sum(axis=1))
            centroids[~filled] = vectors[badly_served[: (~filled).sum()]]
        moved = assign(vectors, centroids)
        if np.array_equal(moved, cell):
            break
        cell = moved
    return centroids, cell


def assign(vectors: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    """For each vector the number of its nearest centroid, in slices so that memory stays small."""
    slices = [squared_l2(vectors[i : i + 2048], centroids).argmin(axis=1) for i in range(0, len(vectors), 2048)]
    return np.concatenate(slices)
