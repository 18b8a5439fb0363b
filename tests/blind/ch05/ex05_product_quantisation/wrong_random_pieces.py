# expect: failed|partial
# because: the pieces are rows picked at random, and nothing is learned from the others
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
    rng = np.random.default_rng(0)
    return np.stack([part[rng.choice(len(part), 2 ** nbits, replace=False)] for part in np.split(vectors, m, axis=1)]).astype(float)
def encode(codebooks, vectors):
    m, k, d = codebooks.shape
    parts = np.asarray(vectors).reshape(len(vectors), m, d)
    out = np.empty((len(vectors), m), dtype=np.uint8)
    for j in range(m):
        out[:, j] = ((parts[:, j, None, :] - codebooks[j][None]) ** 2).sum(-1).argmin(1)
    return out
def distances(codebooks, codes, query):
    m, k, d = codebooks.shape
    table = ((codebooks - np.asarray(query).reshape(m, 1, d)) ** 2).sum(-1)
    return table[np.arange(m), codes].sum(axis=1)
