"""Recall: which share of the true neighbors was found. The number that every approximate index is judged by."""

from collections.abc import Callable, Sequence

import numpy as np

from .flat import Flat, Hits


def recall_at_k(found: Sequence, truth: Sequence) -> float:
    """Mean share of each query's true neighbors that are among the found ones; their order does not matter.

    found, truth: one sequence of row ids per query. The divisor is the number of *true* neighbors, so an answer
    that comes back short is not excused.
    """
    shares = [len(set(map(int, f)) & set(map(int, t))) / len(t) for f, t in zip(found, truth, strict=True)]
    return float(np.mean(shares))


def truth_of(vectors: np.ndarray, queries: np.ndarray, k: int) -> list[np.ndarray]:
    """The true k nearest rows of each query, by FLAT."""
    flat = Flat(vectors)
    return [flat.search(query, k).ids for query in queries]


def measure(search: Callable[[np.ndarray], Hits], queries: np.ndarray, truth: Sequence) -> tuple[float, float]:
    """Mean recall and mean number of vectors scanned, over the queries."""
    answers = [search(query) for query in queries]
    return recall_at_k([a.ids for a in answers], truth), float(np.mean([a.scanned for a in answers]))
