# expect: failed|partial
# because: 'so many pods of the part carry the load': every pod has to be up
"""Design: the cheapest setup that keeps its promise."""

from itertools import product
from math import comb


def needed(count, part):
    return count // 2 + 1 if part["needs"] == "majority" else part["needs"]


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    p, total = up["machine"], 0.0
    for state in product((True, False), repeat=zones):
        share = 1.0
        for zone in state:
            share *= up["zone"] if zone else 1 - up["zone"]
        for name, part in parts.items():
            n = sum(state[i % zones] for i in range(counts[name]))
            share *= sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(max(counts[name], 1), n + 1))
        total += share
    return total


def stands(counts, parts, zones, gone):
    """Whether every part is up without one zone."""
    return all(sum(i % zones != gone for i in range(counts[name])) >= needed(counts[name], part) for name, part in parts.items())


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    best = None
    for numbers in product(*(range(1, part["most"] + 1) for part in parts.values())):
        counts = dict(zip(parts, numbers))
        if survives and not all(stands(counts, parts, zones, gone) for gone in range(zones)):
            continue
        share = availability(counts, parts, zones, up)
        if share < promise:
            continue
        price = sum(part["price"] * counts[name] for name, part in parts.items())
        if best is None or (price, -share) < best[0]:
            best = (price, -share), counts
    return best and best[1]
