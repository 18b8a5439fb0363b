"""FLAT: compare the query with every vector. Exact, needs no building, and costs a distance a row.

Everything else in this folder tries to give nearly the same answer for less, so FLAT is also the judge: its
answer is the truth that recall is measured against.

All models use squared Euclidean distance, as Milvus does for the metric L2: leaving the root out keeps the order.
"""

from typing import NamedTuple

import numpy as np


class Hits(NamedTuple):
    """What a search gives back.

    ids: the rows found, nearest first, shape (k,) or shorter when fewer were seen.
    distances: their squared distances; estimates where the index stores vectors in a shortened form.
    scanned: how many vectors a distance was computed for. This is the cost that no clock can blur.
    """

    ids: np.ndarray
    distances: np.ndarray
    scanned: int


def squared_l2(queries: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Squared distances, shape (len(queries), len(vectors)): |q|² - 2 q·v + |v|², which needs one matrix product."""
    squares = (queries**2).sum(axis=1)[:, None] - 2 * queries @ vectors.T + (vectors**2).sum(axis=1)
    return np.maximum(squares, 0)


def nearest(distances: np.ndarray, k: int) -> np.ndarray:
    """Positions of the k smallest, smallest first. Sorting only those k is what keeps a long scan cheap."""
    k = min(k, len(distances))
    some = np.argpartition(distances, k - 1)[:k] if k < len(distances) else np.arange(k)
    return some[np.argsort(distances[some], kind="stable")]


class Flat:
    """The whole index is the vectors themselves."""

    def __init__(self, vectors: np.ndarray):
        self.vectors = np.asarray(vectors, dtype=np.float32)

    @property
    def bytes(self) -> int:
        """What the index keeps in memory."""
        return self.vectors.nbytes

    def search(self, query: np.ndarray, k: int) -> Hits:
        """The k nearest rows, without exception."""
        distances = squared_l2(query[None], self.vectors)[0]
        best = nearest(distances, k)
        return Hits(best, distances[best], len(self.vectors))
