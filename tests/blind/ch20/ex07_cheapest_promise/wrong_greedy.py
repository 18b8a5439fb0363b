# expect: failed|partial
# because: 'Of all these it takes the lowest price': adds a pod where it helps most until the promise is kept
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
            share *= sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(needed(counts[name], part), n + 1))
        total += share
    return total


def stands(counts, parts, zones, gone):
    """Whether every part is up without one zone."""
    return all(sum(i % zones != gone for i in range(counts[name])) >= needed(counts[name], part) for name, part in parts.items())


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    counts = {name: 1 for name in parts}
    while availability(counts, parts, zones, up) < promise or (survives and not all(stands(counts, parts, zones, gone) for gone in range(zones))):
        more = [name for name in parts if counts[name] < parts[name]["most"]]
        if not more:
            return None
        helps = max(more, key=lambda name: availability({**counts, name: counts[name] + 1}, parts, zones, up))
        counts[helps] += 1
    return counts
