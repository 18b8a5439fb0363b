"""Row by row, with sorted()."""

import math


def top_k(vectors, query, k, metric):
    def cost(i):
        row = vectors[i].tolist()
        inner = sum(a * b for a, b in zip(row, query.tolist()))
        if metric == "L2":
            return math.dist(row, query.tolist())
        if metric == "IP":
            return -inner
        return -inner / math.hypot(*row)

    return sorted(range(len(vectors)), key=cost)[:k]
