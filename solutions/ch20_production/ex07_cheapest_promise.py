"""Design: the cheapest setup that keeps its promise.

How many pods of each part, so that the service is up for the promised share of the time, and not one pod too many? Write two functions:

- `availability(counts, parts, zones, up)` → the share of the time in which the service is up, a float
- `cheapest(parts, zones, up, promise, survives)` → the cheapest counts that keep the promise, as a dict like `counts`, or None

`parts` is a dict: from each part's name (up to four) to a dict with

- `needs`: so many pods of the part carry the load; with fewer up, the part is down. For a part that decides by majority it is the text
  `"majority"`: more than half of its pods have to be up
- `price`: of one pod per month
- `most`: at most so many pods (up to six)

`counts` is a dict from each name to the number of its pods. The service is up when every part is up.

Each pod stands on a machine of its own, and the machines lie in `zones` zones (one to three). The pods of a part are dealt over the zones in turn: the first to
zone 0, the second to zone 1, and so on, and from the start again. `up` is a dict: `up["zone"]` is the share of the time in which a zone is up, and `up["machine"]` that in
which a machine of a zone that is up is up. Zones fail independently of each other, machines too. When a zone is down, all of its machines are, **of every part**.

`cheapest` looks for counts with 1 to `most` pods for each part, and with an availability of at least `promise`. If `survives` is True, the service must also be up when any one zone is
down and all machines of the others are up (with one zone nothing survives that). Of all these it takes the lowest price; of several with the same price the one with the highest availability (no
two have the same). Prices are whole numbers.
"""

from itertools import product
from math import comb


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    # BEGIN SOLUTION availability
    total = 0.0
    for state in product((True, False), repeat=zones):
        chance = 1.0
        for zone in state:
            chance *= up["zone"] if zone else 1 - up["zone"]
        for name, part in parts.items():
            pods = sum(state[i % zones] for i in range(counts[name]))
            needed = counts[name] // 2 + 1 if part["needs"] == "majority" else part["needs"]
            chance *= sum(comb(pods, k) * up["machine"] ** k * (1 - up["machine"]) ** (pods - k) for k in range(needed, pods + 1))
        total += chance
    return total
    # END SOLUTION


def cheapest(parts, zones, up, promise, survives):
    """The counts of the lowest price, or None."""
    # BEGIN SOLUTION cheapest
    best = None
    for numbers in product(*(range(1, part["most"] + 1) for part in parts.values())):
        counts = dict(zip(parts, numbers, strict=True))
        if survives and not all(stands(counts, parts, zones, gone) for gone in range(zones)):
            continue
        share = availability(counts, parts, zones, up)
        if share < promise:
            continue
        price = sum(counts[name] * part["price"] for name, part in parts.items())
        if best is None or (price, -share) < best[0]:
            best = (price, -share), counts
    return best[1] if best else None
    # END SOLUTION


def stands(counts, parts, zones, gone):
    """Whether every part is up without one zone. (Yours to use or not.)"""
    # BEGIN SOLUTION stands
    for name, part in parts.items():
        left = sum(i % zones != gone for i in range(counts[name]))
        if left < (counts[name] // 2 + 1 if part["needs"] == "majority" else part["needs"]):
            return False
    return True
    # END SOLUTION
