# id: each-pod-fails-for-itself
# check: test_one_part
# why: Three nines for each pod, so six nines for two of them: the usual sum, which forgets what they have in common.
# source: Beyer and others, Site Reliability Engineering, 2016, chapter 22; Ford and others, Availability in Globally Distributed Storage Systems, 2010: correlated failures dominate


def availability(counts, parts, zones, up):
    """The share of the time in which every part is up."""
    # BEGIN SOLUTION availability
    both, total = up["zone"] * up["machine"], 1.0
    for name, part in parts.items():
        needed = counts[name] // 2 + 1 if part["needs"] == "majority" else part["needs"]
        total *= sum(comb(counts[name], k) * both**k * (1 - both) ** (counts[name] - k) for k in range(needed, counts[name] + 1))
    return total
    # END SOLUTION
