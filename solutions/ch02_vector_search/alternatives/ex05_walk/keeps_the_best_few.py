"""As HNSW does it: keep the best k seen so far, and stop when the nearest place left is farther than all of them."""

from bisect import insort


def walk(start, neighbors, distance, budget, k):
    seen, left, best, visits = {start}, [], [], 1
    first = (distance(start), start)
    left.append(first)
    best.append(first)
    while left:
        gap, here = left.pop(0)
        if len(best) >= k and gap > best[k - 1][0]:
            break
        for row in neighbors(here):
            if row in seen or visits >= budget:
                continue
            seen.add(row)
            visits += 1
            pair = (distance(row), row)
            insort(left, pair)
            insort(best, pair)
    return tuple(row for _, row in best[:k])
