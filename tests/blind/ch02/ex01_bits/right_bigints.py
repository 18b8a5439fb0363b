# expect: passed
# because: Python whole numbers and bit_count, heapq.nsmallest over (distance, row) pairs, no NumPy arithmetic
import heapq


def nearest(fingerprints, query, k, metric):
    """The k nearest rows as (row, distance), nearest first, ties by row number."""

    def number(row):
        return int.from_bytes(bytes(bytearray(int(b) for b in row)), "little")

    q = number(query)

    def gap(n):
        if metric == "HAMMING":
            return (n ^ q).bit_count()
        if metric == "JACCARD":
            return 1 - (n & q).bit_count() / (n | q).bit_count()
        raise ValueError(metric)

    best = heapq.nsmallest(k, ((gap(number(row)), i) for i, row in enumerate(fingerprints)))
    return [(i, distance) for distance, i in best]
