# expect: passed
# because: a table of bit counts of all bytes, lexsort; numbers come out as NumPy scalars, HAMMING as a float
import numpy as np

ONES = np.array([bin(b).count("1") for b in range(256)])


def nearest(fingerprints, query, k, metric):
    """The k nearest rows as (row, distance), nearest first, ties by row number."""
    if metric == "HAMMING":
        far = ONES[fingerprints ^ query].sum(axis=1) * 1.0
    else:
        far = 1 - ONES[fingerprints & query].sum(axis=1) / ONES[fingerprints | query].sum(axis=1)
    order = np.lexsort((np.arange(len(far)), far))
    return list(zip(order[:k], far[order[:k]]))
