# expect: failed|partial
# because: 'loses no more than `rpo` and takes no longer than `rto`': a limit that is just met is refused
from itertools import combinations


def holds(chosen, ways, accidents):
    for kind, limit in accidents.items():
        if not any(w["against"] == kind and set(w["needs"]) <= chosen and w["lost"] < limit["rpo"] and w["back"] < limit["rto"] for w in ways):
            return False
    return True


def plan(means, ways, accidents):
    best = None
    for size in range(len(means) + 1):
        for names in combinations(sorted(means), size):
            if holds(set(names), ways, accidents):
                found = (sum(means[n] for n in names), size, list(names))
                if best is None or found < best:
                    best = found
    return best[2] if best else None
