# expect: failed|partial
# because: 'its rows never exceed its capacity': looks at the rows before the move only
"""Be the balancer."""


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    where = {name: dict(node["segments"]) for name, node in nodes.items()}
    load = {name: sum(held.values()) for name, held in where.items()}
    found, moved = [], set()

    def room(name, rows):
        return load[name] <= nodes[name]["capacity"]

    def go(replica, segment, source, target):
        rows = where[source].pop(segment)
        where[target][segment] = rows
        load[source] -= rows
        load[target] += rows
        moved.add((replica, segment))
        found.append((segment, source, target))

    for replica in sorted({node["replica"] for node in nodes.values()}):
        mine = [name for name, node in nodes.items() if node["replica"] == replica]
        stay = [name for name in mine if not nodes[name]["leaving"]]
        going = [(rows, segment, name) for name in mine if nodes[name]["leaving"] for segment, rows in where[name].items()]
        for rows, segment, source in sorted(going, reverse=True):
            targets = [name for name in stay if room(name, rows)]
            if targets:
                go(replica, segment, source, min(targets, key=load.get))
        while stay:
            mean = sum(load[name] for name in stay) / len(stay)
            if max(load[name] for name in stay) <= tolerance * mean:
                break
            best = None
            for full in stay:
                for free in stay:
                    if not load[full] > mean > load[free]:
                        continue
                    wish = min(load[full] - mean, mean - load[free])
                    for segment, rows in where[full].items():
                        if 0 < rows < load[full] - load[free] and room(free, rows) and (replica, segment) not in moved:
                            if best is None or abs(rows - wish) < best[0]:
                                best = abs(rows - wish), segment, full, free
            if best is None:
                break
            go(replica, *best[1:])
    return found
