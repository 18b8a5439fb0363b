"""Plain loops, k-means of its own with restarts, and distances to the decoded vectors instead of a table."""

import numpy as np


def _nearest(points, centers):
    squares = (points**2).sum(1)[:, None] - 2 * points @ centers.T + (centers**2).sum(1)
    return squares.argmin(1)


def _centers(points, k, seed):
    rng = np.random.default_rng(seed)
    best, best_error = None, np.inf
    for _ in range(3):
        centers = points[rng.permutation(len(points))[:k]].astype(float)
        for _ in range(20):
            mine = _nearest(points, centers)
            for c in range(k):
                if np.any(mine == c):
                    centers[c] = points[mine == c].mean(0)
        error = ((points - centers[_nearest(points, centers)]) ** 2).sum()
        if error < best_error:
            best, best_error = centers, error
    return best


def train(vectors, m, nbits):
    """Part by part."""
    width = vectors.shape[1] // m
    books = np.empty((m, 2**nbits, width))
    for i in range(m):
        books[i] = _centers(vectors[:, i * width : (i + 1) * width], 2**nbits, seed=i)
    return books


def encode(codebooks, vectors):
    """Part by part."""
    m, _, width = codebooks.shape
    codes = np.zeros((len(vectors), m), dtype=np.uint8)
    for i in range(m):
        codes[:, i] = _nearest(vectors[:, i * width : (i + 1) * width], codebooks[i])
    return codes


def distances(codebooks, codes, query):
    """Put the vectors together again and measure."""
    whole = np.hstack([codebooks[i][codes[:, i]] for i in range(len(codebooks))])
    return np.linalg.norm(whole - query, axis=1) ** 2
