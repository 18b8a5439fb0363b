# id: one-way-loses-another-is-quick
# check: test_one_way_meets_both
# why: A table of means has a best RPO and a best RTO, and a plan is given both numbers, each from the means that is best at it.
# source: product pages that state “RPO of seconds, RTO of minutes” for a bundle of tools; AWS, Disaster Recovery of Workloads on AWS, gives both for each strategy
# BEGIN SOLUTION
    def holds(chosen):
        return all(
            any(w["against"] == kind and set(w["needs"]) <= chosen and w["lost"] <= limits["rpo"] for w in ways)
            and any(w["against"] == kind and set(w["needs"]) <= chosen and w["back"] <= limits["rto"] for w in ways)
            for kind, limits in accidents.items()
        )

    choices = (c for size in range(len(means) + 1) for c in combinations(sorted(means), size) if holds(set(c)))
    best = min(choices, key=lambda c: (sum(means[name] for name in c), len(c), c), default=None)
    return None if best is None else list(best)
# END SOLUTION
