# expect: failed|partial
# because: "Spend it well ... When nothing is left to visit, stop" and "at least half" -- plain greed: stops in the first hollow with most of the budget unspent


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    seen = {start: distance(start)}
    here = start
    while True:
        for row in neighbors(here):
            if row not in seen and len(seen) < budget:
                seen[row] = distance(row)
        better = min((r for r in neighbors(here) if r in seen), key=seen.get, default=here)
        if seen[better] >= seen[here]:
            return sorted(seen, key=seen.get)[:k]
        here = better
