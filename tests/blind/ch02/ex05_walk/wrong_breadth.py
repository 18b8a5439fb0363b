# expect: failed|partial
# because: "A walk has to find at least half of them" -- goes ring by ring from the start (first in, first out), whatever the distances say
from collections import deque


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    seen = {start: distance(start)}
    queue = deque([start])
    while queue and len(seen) < budget:
        for row in neighbors(queue.popleft()):
            if row not in seen and len(seen) < budget:
                seen[row] = distance(row)
                queue.append(row)
    return sorted(seen, key=seen.get)[:k]
