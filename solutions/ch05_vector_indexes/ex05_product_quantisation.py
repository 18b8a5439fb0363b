"""Product quantization, by hand.

IVF_PQ keeps a few bytes of each vector and still ranks. Write its three parts in NumPy. A vector of `dim` numbers is cut
into `m` parts of dim/m numbers, one after the other.

`train(vectors, m, nbits)` → codebooks, float array of shape (m, 2**nbits, dim/m)

- for each part, the 2**nbits typical pieces of *that part*, found by k-means (given below)
- `vectors`: float array of shape (n, dim); m divides dim; n is at least 2**nbits; nbits at most 8

`encode(codebooks, vectors)` → codes, uint8 array of shape (n, m)

- for each part the number of the piece nearest to it (Euclidean)

`distances(codebooks, codes, query)` → float array of shape (n,)

- the *squared* Euclidean distance from the whole `query`, shape (dim,), to the vector that each row of codes stands for
- the way to do it: one table of m x 2**nbits squared distances from the parts of the query to the pieces; then m
  look-ups for each row of codes, added

    >>> codebooks = train(vectors, m=8, nbits=4)
    >>> codes = encode(codebooks, vectors)              # 8 bytes per vector
    >>> distances(codebooks, codes, query).argsort()[:10]
"""

import numpy as np


def kmeans(points, k, rounds=15, seed=0):
    """k centers among the points: shape (k, number of columns)."""
    rng = np.random.default_rng(seed)
    centers = points[rng.choice(len(points), k, replace=False)].astype(np.float32)
    for _ in range(rounds):
        nearest = ((points[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
        for c in range(k):
            if (nearest == c).any():
                centers[c] = points[nearest == c].mean(axis=0)
    return centers


def train(vectors, m, nbits):
    """A codebook for each part."""
    # BEGIN SOLUTION train
    return np.stack([kmeans(part, 2**nbits) for part in np.split(vectors, m, axis=1)])
    # END SOLUTION


def encode(codebooks, vectors):
    """For each part of each vector the number of the nearest piece."""
    # BEGIN SOLUTION encode
    codes = []
    for part, book in zip(np.split(vectors, len(codebooks), axis=1), codebooks):
        gaps = ((part[:, None] - book[None]) ** 2).sum(axis=2)
        codes.append(gaps.argmin(axis=1))
    return np.stack(codes, axis=1).astype(np.uint8)
    # END SOLUTION


def distances(codebooks, codes, query):
    """Squared distances from the query to what the codes stand for."""
    # BEGIN SOLUTION distances
    m = len(codebooks)
    table = ((query.reshape(m, 1, -1) - codebooks) ** 2).sum(axis=2)
    return table[np.arange(m), codes].sum(axis=1)
    # END SOLUTION
