# expect: passed
# because: masks
def plan(means, ways, accidents):
    names = sorted(means)
    best = None
    for mask in range(1 << len(names)):
        chosen = [n for i, n in enumerate(names) if mask >> i & 1]
        ok = True
        for kind, limit in accidents.items():
            ok = ok and any(w["against"] == kind and not set(w["needs"]) - set(chosen) and w["lost"] <= limit["rpo"] and w["back"] <= limit["rto"] for w in ways)
        if ok:
            key = (sum(means[n] for n in chosen), len(chosen), chosen)
            best = key if best is None or key < best else best
    return best[2] if best else None
