# expect: passed
# because: no heap: a dictionary of measured rows and a set of rows not yet left; always leaves the nearest of them, measures each unknown neighbor


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    measured = {start: distance(start)}
    open_rows = {start}
    while open_rows:
        here = min(open_rows, key=measured.get)
        open_rows.remove(here)
        for row in neighbors(here):
            if len(measured) >= budget:
                open_rows.clear()
                break
            if row not in measured:
                measured[row] = distance(row)
                open_rows.add(row)
    return sorted(measured, key=measured.get)[:k]
