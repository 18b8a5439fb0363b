# expect: passed
# because: fingerprints as whole numbers of Python, and a heap of tuples
import heapq


def nearest(fingerprints, query, k, metric):
    q = int.from_bytes(bytes(int(b) for b in query), "big")
    found = []
    for row, bits in enumerate(fingerprints):
        f = int.from_bytes(bytes(int(b) for b in bits), "big")
        if metric == "HAMMING":
            gap = (f ^ q).bit_count()
        else:
            gap = 1 - (f & q).bit_count() / (f | q).bit_count()
        found.append((gap, row))
    return [(row, gap) for gap, row in heapq.nsmallest(k, found)]
