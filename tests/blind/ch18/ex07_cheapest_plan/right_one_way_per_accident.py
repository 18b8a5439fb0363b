# expect: passed
# because: the same choice, found as the union of the needs of one way per accident
from itertools import product


def plan(means, ways, accidents):
    options = []
    for kind, limit in accidents.items():
        good = {frozenset(w["needs"]) for w in ways if w["against"] == kind and w["lost"] <= limit["rpo"] and w["back"] <= limit["rto"]}
        good = {needs for needs in good if needs <= means.keys()}
        if not good:
            return None
        options.append(good)
    unions = {frozenset()}
    for good in options:
        unions = {a | b for a, b in product(unions, good)}
    return sorted(min(unions, key=lambda u: (sum(means[n] for n in u), len(u), sorted(u))))
