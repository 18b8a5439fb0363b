# expect: failed|partial
# because: "JACCARD, the distance of two sets of traits: 1 - ..." -- gives the similarity, ranked largest first
import numpy as np


def nearest(fingerprints, query, k, metric):
    """The k nearest rows as (row, distance), nearest first, ties by row number."""
    rows = np.unpackbits(fingerprints, axis=1).astype(bool)
    q = np.unpackbits(query).astype(bool)
    if metric == "HAMMING":
        score = (rows != q).sum(axis=1)
        order = np.argsort(score, kind="stable")[:k]
    else:
        score = (rows & q).sum(axis=1) / (rows | q).sum(axis=1)
        order = np.argsort(-score, kind="stable")[:k]
    return [(int(i), score[i].item()) for i in order]
