"""Cards for chapter 1: words with their vectors, in a space turned by the seed."""

import functools

import numpy as np

from grader.datasets import words

DIM = 64


@functools.lru_cache(maxsize=8)
def _pool(seed):
    vectors, names = words(3000, DIM, seed=seed)
    good = [i for i, w in enumerate(names) if w.isascii() and w.isalpha() and len(w) > 2 and w.islower()]
    return vectors[good], [names[i] for i in good]


def cards(seed, rng, n):
    """n cards {"id", "vector", "word"}: ids that are no positions, vectors of length 1, words all different."""
    vectors, names = _pool(seed)
    chosen = rng.choice(len(names), size=n, replace=False)
    ids = rng.choice(900_000, size=n, replace=False) + 100_000
    return [
        {"id": int(ids[j]), "vector": vectors[i].tolist(), "word": names[i]} for j, i in enumerate(chosen)
    ]


def matrix(rows):
    return np.array([row["vector"] for row in rows], dtype=np.float32)


def nearest(rows, query, k):
    """The k cards nearest to the query by cosine, nearest first."""
    scores = matrix(rows) @ (np.asarray(query) / np.linalg.norm(query))
    return [rows[i] for i in np.argsort(-scores)[:k]]


def near(rng, rows, spread=0.5):
    """A query near to some card, far from none in particular."""
    at = np.array(rows[int(rng.integers(len(rows)))]["vector"])
    query = at + spread * rng.normal(size=len(at)) / np.sqrt(len(at))
    return [float(x) for x in query / np.linalg.norm(query)]
