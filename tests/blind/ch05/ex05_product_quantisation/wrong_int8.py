# expect: failed|partial
# because: codes are stored as int8, and the pieces from 128 up (nbits 8) become negative numbers
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


def train(vectors, m, nbits):
    return np.stack([kmeans(part, 2**nbits) for part in np.split(vectors, m, axis=1)])


def encode(codebooks, vectors):
    m = len(codebooks)
    codes = np.empty((len(vectors), m), dtype=np.int8)
    for i, part in enumerate(np.split(vectors, m, axis=1)):
        codes[:, i] = ((part[:, None] - codebooks[i][None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.int8)
    return codes


def distances(codebooks, codes, query):
    m = len(codebooks)
    table = ((codebooks - query.reshape(m, 1, -1)) ** 2).sum(axis=2)
    return sum(table[i][codes[:, i]] for i in range(m))
