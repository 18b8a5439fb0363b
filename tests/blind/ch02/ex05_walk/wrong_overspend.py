# expect: failed|partial
# because: "`budget`: how often `distance` may be called" -- the budget is looked at once per row that is left, not once per visit
import heapq


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    seen = {start: distance(start)}
    heap = [(seen[start], start)]
    while heap and len(seen) < budget:
        _, here = heapq.heappop(heap)
        for row in neighbors(here):
            if row not in seen:
                seen[row] = distance(row)
                heapq.heappush(heap, (seen[row], row))
    return heapq.nsmallest(k, seen, key=seen.get)
