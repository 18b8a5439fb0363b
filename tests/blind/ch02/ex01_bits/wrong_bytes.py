# expect: failed|partial
# because: "HAMMING, the number of bits in which two fingerprints differ" -- counts bytes
import numpy as np


def nearest(fingerprints, query, k, metric):
    """The k nearest rows as (row, distance), nearest first, ties by row number."""
    if metric == "HAMMING":
        far = (fingerprints != query).sum(axis=1)
    else:
        a, b = np.unpackbits(fingerprints, axis=1), np.unpackbits(query)
        far = 1 - (a & b).sum(axis=1) / (a | b).sum(axis=1)
    order = np.argsort(far, kind="stable")[:k]
    return [(int(i), float(far[i])) for i in order]
