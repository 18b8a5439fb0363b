# expect: failed|partial
# because: JACCARD is returned as a similarity, largest first; the statement asks for the distance
import numpy as np


def nearest(fingerprints, query, k, metric):
    f, q = np.unpackbits(fingerprints, axis=1).astype(int), np.unpackbits(query).astype(int)
    if metric == "HAMMING":
        d = (f != q).sum(axis=1)
        order = np.argsort(d, kind="stable")[:k]
        return [(int(i), int(d[i])) for i in order]
    s = (f & q).sum(axis=1) / (f | q).sum(axis=1)
    order = np.argsort(-s, kind="stable")[:k]
    return [(int(i), float(s[i])) for i in order]
