# expect: passed
# because: recursion over parts with the price so far as a bound; the zones' states are weighed once
"""Design: the cheapest setup that keeps its promise."""

from itertools import product
from math import comb, prod


def weights(zones, up):
    return [(s, prod(up["zone"] if z else 1 - up["zone"] for z in s)) for s in product((0, 1), repeat=zones)]


def one(count, needs, state, machine):
    need = count // 2 + 1 if needs == "majority" else needs
    n = sum(state[i % len(state)] for i in range(count))
    return 1 - sum(comb(n, k) * machine**k * (1 - machine) ** (n - k) for k in range(min(need, n + 1)))


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    return sum(w * prod(one(counts[n], parts[n]["needs"], s, up["machine"]) for n in parts) for s, w in weights(zones, up))


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    names = list(parts)
    best = [float("inf"), 0.0, None]

    def fine(name, count):
        if not survives:
            return True
        need = count // 2 + 1 if parts[name]["needs"] == "majority" else parts[name]["needs"]
        return all(count - len(range(gone, count, zones)) >= need for gone in range(zones))

    def go(i, counts, price):
        if price > best[0]:
            return
        if i == len(names):
            share = availability(counts, parts, zones, up)
            if share >= promise and (price < best[0] or share > best[1]):
                best[:] = price, share, dict(counts)
            return
        for count in range(1, parts[names[i]]["most"] + 1):
            if fine(names[i], count):
                go(i + 1, {**counts, names[i]: count}, price + count * parts[names[i]]["price"])

    go(0, {}, 0)
    return best[2]
