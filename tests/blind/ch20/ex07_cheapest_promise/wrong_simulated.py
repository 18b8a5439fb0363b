# expect: failed|partial
# because: 'the share of the time in which the service is up': drawn 20,000 times with a fixed seed instead of computed, right to two or three digits
"""Design: the cheapest setup that keeps its promise."""

from itertools import product

import numpy as np

DRAWS = 20_000


def needed(count, part):
    return count // 2 + 1 if part["needs"] == "majority" else part["needs"]


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    rng = np.random.default_rng(0)
    zone = rng.random((DRAWS, zones)) < up["zone"]
    fine = np.ones(DRAWS, bool)
    for name, part in parts.items():
        machines = rng.random((DRAWS, counts[name])) < up["machine"]
        machines &= zone[:, [i % zones for i in range(counts[name])]]
        fine &= machines.sum(axis=1) >= needed(counts[name], part)
    return float(fine.mean())


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    best = None
    for numbers in product(*(range(1, part["most"] + 1) for part in parts.values())):
        counts = dict(zip(parts, numbers))
        if survives and not all(sum(i % zones != g for i in range(counts[n])) >= needed(counts[n], p) for g in range(zones) for n, p in parts.items()):
            continue
        price = sum(part["price"] * counts[name] for name, part in parts.items())
        if best is not None and price > best[0][0]:
            continue
        share = availability(counts, parts, zones, up)
        if share >= promise and (best is None or (price, -share) < best[0]):
            best = (price, -share), counts
    return best and best[1]
