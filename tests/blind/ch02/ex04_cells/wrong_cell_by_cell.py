# expect: failed|partial
# because: "Return the `k` nearest of all vectors in them" -- cell after cell, and ready as soon as k are there
import heapq
import math


def assign(vectors, centers):
    """The number of the nearest center for each vector."""
    cells = []
    for v in vectors:
        gaps = [math.dist(v, c) for c in centers]
        cells.append(gaps.index(min(gaps)))
    return cells


def search(query, centers, read, k, nprobe):
    """Ids of the k nearest vectors in the nprobe nearest cells, nearest first."""
    nearest = heapq.nsmallest(nprobe, range(len(centers)), key=lambda c: math.dist(query, centers[c]))

    found = []
    for cell in nearest:
        ids, vectors = read(cell)
        found += [i for _, i in sorted((math.dist(query, v), int(i)) for i, v in zip(ids, vectors))]
    return found[:k]
