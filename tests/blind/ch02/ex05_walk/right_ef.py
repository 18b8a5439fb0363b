# expect: passed
# because: the lesson's walk: best 40 kept in mind, stops when nothing left is nearer than the worst of them (may leave budget unspent)
import heapq


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    keep = max(40, k)
    seen = {start: distance(start)}
    todo, best = [(seen[start], start)], [(-seen[start], start)]
    while todo:
        gap, here = heapq.heappop(todo)
        if len(best) >= keep and gap > -best[0][0]:
            break
        for row in neighbors(here):
            if row in seen:
                continue
            if len(seen) == budget:
                return sorted(seen, key=seen.get)[:k]
            seen[row] = distance(row)
            heapq.heappush(todo, (seen[row], row))
            heapq.heappush(best, (-seen[row], row))
            if len(best) > keep:
                heapq.heappop(best)
    return sorted(seen, key=seen.get)[:k]
