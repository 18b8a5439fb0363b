# id: half-is-a-majority
# check: test_one_part
# why: Half of the members are up, and half is a lot. Two halves that do not hear each other would both decide.
# source: https://etcd.io/docs/v3.5/faq/ (why an odd number of cluster members)


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
            needed = (counts[name] + 1) // 2 if part["needs"] == "majority" else part["needs"]
            chance *= sum(comb(pods, k) * up["machine"] ** k * (1 - up["machine"]) ** (pods - k) for k in range(needed, pods + 1))
        total += chance
    return total
    # END SOLUTION
