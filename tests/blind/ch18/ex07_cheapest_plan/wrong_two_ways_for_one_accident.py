# expect: failed|partial
# because: 'if for every accident there is *one* way … that loses no more than `rpo` and takes no longer than `rto`': one way loses little and another one is quick
from itertools import combinations


def holds(chosen, ways, accidents):
    for kind, limit in accidents.items():
        usable = [w for w in ways if w["against"] == kind and set(w["needs"]) <= chosen]
        if not usable or min(w["lost"] for w in usable) > limit["rpo"] or min(w["back"] for w in usable) > limit["rto"]:
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
