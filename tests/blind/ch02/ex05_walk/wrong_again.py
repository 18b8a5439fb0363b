# expect: failed|partial
# because: "never call it twice for the same row" -- distance as the key of the last sort


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
    return sorted(measured, key=distance)[:k]
