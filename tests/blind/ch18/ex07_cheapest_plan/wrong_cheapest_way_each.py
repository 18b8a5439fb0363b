# expect: failed|partial
# because: 'return the one that costs least in all': the cheapest way of each accident on its own, shared means are not seen
from itertools import product


def plan(means, ways, accidents):
    options = []
    for kind, limit in accidents.items():
        good = {frozenset(w["needs"]) for w in ways if w["against"] == kind and w["lost"] <= limit["rpo"] and w["back"] <= limit["rto"]}
        good = {needs for needs in good if needs <= means.keys()}
        if not good:
            return None
        options.append(good)
    chosen = set()
    for good in options:
        chosen |= min(good, key=lambda u: (sum(means[n] for n in u), len(u), sorted(u)))
    return sorted(chosen)
