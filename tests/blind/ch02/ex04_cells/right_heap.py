# expect: passed
# because: plain loops with math.dist and a heap over all vectors of the opened cells; fetched in order of the cells' numbers, not of nearness
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

    def rows():
        for cell in sorted(nearest):
            ids, vectors = read(cell)
            for i, v in zip(ids, vectors):
                yield math.dist(query, v), int(i)

    return [i for _, i in heapq.nsmallest(k, rows())]
