# expect: failed|partial
# because: "of two rows at the same distance the one with the smaller row number comes first" -- plain argsort, which is not stable
import numpy as np


def nearest(fingerprints, query, k, metric):
    """The k nearest rows as (row, distance), nearest first, ties by row number."""
    rows = np.unpackbits(fingerprints, axis=1).astype(bool)
    q = np.unpackbits(query).astype(bool)
    if metric == "HAMMING":
        score = (rows ^ q).sum(axis=1)
    else:
        score = 1 - (rows & q).sum(axis=1) / (rows | q).sum(axis=1)
    picked = np.argsort(score)[:k]
    return [(int(i), score[i].item()) for i in picked]
