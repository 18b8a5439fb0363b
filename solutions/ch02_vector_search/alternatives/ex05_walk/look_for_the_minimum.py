"""No heap: each time the nearest row that is not done yet, found by looking at all of them."""


def walk(start, neighbors, distance, budget, k):
    gaps, done = {start: distance(start)}, set()
    while len(gaps) < budget and len(done) < len(gaps):
        here = min((r for r in gaps if r not in done), key=gaps.__getitem__)
        done.add(here)
        for row in [r for r in dict.fromkeys(neighbors(here)) if r not in gaps][: budget - len(gaps)]:
            gaps[row] = distance(row)
    return [row for row, _ in sorted(gaps.items(), key=lambda item: item[1])][:k]
