# id: parts-fail-independently
# check: test_together
# why: A chain is as available as the product of its links. That is true of links that have nothing in common; these share their zones.
# source: Ford and others, Availability in Globally Distributed Storage Systems, 2010


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    # BEGIN SOLUTION availability
    total = 1.0
    for name, part in parts.items():
        needed = counts[name] // 2 + 1 if part["needs"] == "majority" else part["needs"]
        mine = 0.0
        for state in product((True, False), repeat=zones):
            chance = 1.0
            for zone in state:
                chance *= up["zone"] if zone else 1 - up["zone"]
            pods = sum(state[i % zones] for i in range(counts[name]))
            mine += chance * sum(comb(pods, k) * up["machine"] ** k * (1 - up["machine"]) ** (pods - k) for k in range(needed, pods + 1))
        total *= mine
    return total
    # END SOLUTION
