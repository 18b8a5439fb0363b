# expect: failed|partial
# because: 'of these the one with the fewest means': what costs nothing is always taken along
from itertools import combinations


def holds(chosen, ways, accidents):
    for kind, limit in accidents.items():
        if not any(w["against"] == kind and set(w["needs"]) <= chosen and w["lost"] <= limit["rpo"] and w["back"] <= limit["rto"] for w in ways):
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
    return sorted({*best[2], *(n for n in means if means[n] == 0)}) if best else None
