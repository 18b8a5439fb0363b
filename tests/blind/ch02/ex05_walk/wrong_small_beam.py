# expect: failed|partial
# because: never more than 40 visits, whatever the budget
import heapq
def walk(start, neighbors, distance, budget, k):
    budget = min(budget, 40)
    known = {start: distance(start)}
    front = [(known[start], start)]
    while front and len(known) < budget:
        _, row = heapq.heappop(front)
        for other in neighbors(row):
            if other not in known and len(known) < budget:
                known[other] = distance(other)
                heapq.heappush(front, (known[other], other))
    return sorted(known, key=known.get)[:k]
