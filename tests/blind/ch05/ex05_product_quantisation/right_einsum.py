# expect: passed
# because: |a - b|^2 is written out with einsum, and the table is read with take_along_axis
import numpy as np


def kmeans(points, k, rounds=15, seed=0):
    rng = np.random.default_rng(seed)
    centers = points[rng.choice(len(points), k, replace=False)].astype(np.float32)
    for _ in range(rounds):
        nearest = ((points[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
        for c in range(k):
            if (nearest == c).any():
                centers[c] = points[nearest == c].mean(axis=0)
    return centers


def cut(vectors, m):
    return np.asarray(vectors, dtype=np.float64).reshape(len(vectors), m, -1)


def train(vectors, m, nbits):
    parts = cut(vectors, m)
    return np.array([kmeans(parts[:, i], 1 << nbits, rounds=20, seed=i) for i in range(m)])


def encode(codebooks, vectors):
    parts = cut(vectors, len(codebooks))
    books = codebooks.astype(np.float64)
    squares = np.einsum("mkd,mkd->mk", books, books) - 2 * np.einsum("nmd,mkd->nmk", parts, books)
    return squares.argmin(axis=2).astype(np.uint8)


def distances(codebooks, codes, query):
    parts = cut(query[None], len(codebooks))[0]
    table = np.square(codebooks - parts[:, None]).sum(axis=2)
    return np.take_along_axis(table, codes.T.astype(int), axis=1).sum(axis=0)
