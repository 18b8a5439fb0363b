# expect: passed
# because: each part's chance for each state by adding machine after machine; counts sorted by price first
"""Design: the cheapest setup that keeps its promise."""

from functools import lru_cache
from itertools import product


@lru_cache(None)
def at_least(n, k, p):
    """The chance that at least k of n machines are up."""
    chances = [1.0]
    for _ in range(n):
        longer = [0.0] * (len(chances) + 1)
        for up, chance in enumerate(chances):
            longer[up] += chance * (1 - p)
            longer[up + 1] += chance * p
        chances = longer
    return sum(chances[k:])


def quorum(needs, count):
    return needs if needs != "majority" else (count + 2) // 2


def per_zone(count, zones):
    base, more = divmod(count, zones)
    return [base + (z < more) for z in range(zones)]


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    def from_zone(zone, alive):
        if zone == zones:
            result = 1.0
            for name in parts:
                n = sum(c for c, a in zip(per_zone(counts[name], zones), alive) if a)
                result *= at_least(n, quorum(parts[name]["needs"], counts[name]), up["machine"])
            return result
        return up["zone"] * from_zone(zone + 1, alive + [True]) + (1 - up["zone"]) * from_zone(zone + 1, alive + [False])

    return from_zone(0, [])


def survives_any(counts, parts, zones):
    for name, part in parts.items():
        largest = max(per_zone(counts[name], zones))
        if counts[name] - largest < quorum(part["needs"], counts[name]):
            return False
    return True


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    names = list(parts)
    every = [dict(zip(names, c)) for c in product(*[range(1, parts[n]["most"] + 1) for n in names])]
    every.sort(key=lambda c: sum(parts[n]["price"] * c[n] for n in names))
    best, price, best_share = None, None, None
    for counts in every:
        cost = sum(parts[n]["price"] * counts[n] for n in names)
        if best is not None and cost > price:
            break
        if survives and not survives_any(counts, parts, zones):
            continue
        share = availability(counts, parts, zones, up)
        if share >= promise and (best is None or share > best_share):
            best, price, best_share = counts, cost, share
    return best
