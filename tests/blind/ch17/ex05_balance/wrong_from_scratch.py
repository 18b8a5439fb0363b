# expect: failed|partial
# because: 'Moving costs. From nodes that stay, move no more rows in all than these nodes had above the mean': everything is dealt anew, largest first
"""Be the balancer."""


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    found = []
    for replica in sorted({n["replica"] for n in nodes.values()}):
        mine = {k: n for k, n in nodes.items() if n["replica"] == replica}
        stay = [k for k, n in mine.items() if not n["leaving"]]
        load = dict.fromkeys(stay, 0)
        every = sorted(((rows, s, k) for k, n in mine.items() for s, rows in n["segments"].items()), reverse=True)
        for rows, s, source in every:
            target = min((k for k in stay if load[k] + rows <= mine[k]["capacity"]), key=load.get)
            load[target] += rows
            if target != source:
                found.append((s, source, target))
    return found
