"""One way for each accident, tried depth first; a branch that costs more than the best so far is given up."""


def plan(means, ways, accidents):
    open_kinds = []
    for kind, limits in accidents.items():
        fit = {frozenset(w["needs"]) for w in ways if w["against"] == kind and w["lost"] <= limits["rpo"] and w["back"] <= limits["rto"]}
        open_kinds.append(sorted(fit, key=lambda needs: sum(means[n] for n in needs)))
    best = []

    def price(chosen):
        return sum(means[n] for n in chosen), len(chosen), sorted(chosen)

    def descend(at, chosen):
        if best and price(chosen)[0] > best[0][0]:
            return
        if at == len(open_kinds):
            if not best or price(chosen) < best[0]:
                best[:] = [price(chosen)]
            return
        for needs in open_kinds[at]:
            descend(at + 1, chosen | needs)

    descend(0, frozenset())
    return best[0][2] if best else None
