# expect: passed
# because: 'no matter which': ddmin by complements with a granularity, remembered by places and not by steps
from functools import lru_cache


def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    steps = tuple(steps)

    @lru_cache(maxsize=None)
    def said(places):
        return run([steps[i] for i in places])

    bug = said(tuple(range(len(steps))))
    if said(()) == bug:
        return []

    left, parts, at, failures = tuple(range(len(steps))), 2, 0, 0
    while failures < parts or parts < len(left):
        if failures >= parts:
            parts, at, failures = min(2 * parts, len(left)), 0, 0
        parts = min(parts, len(left))
        edges = [len(left) * n // parts for n in range(parts + 1)]
        at %= parts
        rest = left[: edges[at]] + left[edges[at + 1] :]
        if rest != left and said(rest) == bug:
            failures = 0 if parts == len(left) else failures
            left, parts = rest, max(parts - 1, 2)
            if len(left) == 1:
                break
        else:
            at, failures = at + 1, failures + 1
    return [steps[i] for i in left]
