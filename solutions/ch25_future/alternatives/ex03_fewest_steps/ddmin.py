"""ddmin as Zeller and Hildebrandt describe it: parts, then complements, then finer parts; by places, and no list is played twice."""


def minimize(steps, run):
    known = {}

    def says(places):
        if places not in known:
            known[places] = run([steps[i] for i in places])
        return known[places]

    places = tuple(range(len(steps)))
    bug = says(places)
    if says(()) == bug:
        return []
    n = 2
    while len(places) >= 2:
        cuts = [len(places) * i // n for i in range(n + 1)]
        parts = [places[a:b] for a, b in zip(cuts, cuts[1:])]
        part = next((p for p in parts if says(p) == bug), None) if n == 2 else None
        rest = next((c for c in (tuple(i for i in places if i not in set(p)) for p in parts) if says(c) == bug), None) if part is None else None
        if part is not None:
            places, n = part, 2
        elif rest is not None:
            places, n = rest, max(n - 1, 2)
        elif n == len(places):
            break
        else:
            n = min(2 * n, len(places))
    return [steps[i] for i in places]
