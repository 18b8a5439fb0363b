# expect: failed|partial
# because: 'A kind that is not in it may be ignored, and so may the ways against it': every kind that a way names has to be survived as well
from itertools import combinations


def holds(chosen, ways, accidents):
    for kind in {w["against"] for w in ways} | accidents.keys():
        limit = accidents.get(kind, {"rpo": 86400, "rto": 86400})
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
    return best[2] if best else None
