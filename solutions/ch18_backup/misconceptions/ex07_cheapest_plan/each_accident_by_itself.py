# id: each-accident-by-itself
# check: test_all_accidents
# why: A risk table has a row for each risk and a measure for each row, and the cheapest measure of each row looks like the cheapest plan.
# source: the greedy answer to a set cover; Karp, Reducibility among Combinatorial Problems, 1972, has the problem
# BEGIN SOLUTION
    chosen = set()
    for kind, limits in accidents.items():
        fit = [sorted(set(w["needs"])) for w in ways if w["against"] == kind and w["lost"] <= limits["rpo"] and w["back"] <= limits["rto"]]
        if not fit:
            return None
        chosen |= set(min(fit, key=lambda needs: (sum(means[n] for n in needs), len(needs), needs)))
    return sorted(chosen)
# END SOLUTION
