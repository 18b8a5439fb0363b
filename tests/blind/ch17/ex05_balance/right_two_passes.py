# expect: passed
# because: first only segments that fit into surplus and lack, largest first, then single improving moves
"""Be the balancer."""


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    result = []
    for replica in {n["replica"]: None for n in nodes.values()}:
        result += balance({k: n for k, n in nodes.items() if n["replica"] == replica}, tolerance)
    return result


def balance(nodes, tolerance):
    lies = {s: k for k, n in nodes.items() for s in n["segments"]}
    size = {s: r for n in nodes.values() for s, r in n["segments"].items()}
    rows = {k: sum(n["segments"].values()) for k, n in nodes.items()}
    stay = [k for k, n in nodes.items() if not n["leaving"]]
    out = []

    def place(segment, target):
        source = lies[segment]
        out.append((segment, source, target))
        rows[source] -= size[segment]
        rows[target] += size[segment]
        lies[segment] = target

    def free(k, r):
        return rows[k] + r <= nodes[k]["capacity"]

    for segment in sorted((s for s in size if nodes[lies[s]]["leaving"]), key=size.get, reverse=True):
        place(segment, min((k for k in stay if free(k, size[segment])), key=rows.get))

    mean = sum(rows[k] for k in stay) / len(stay)
    touched = {m[0] for m in out}

    def even():
        return max(rows[k] for k in stay) <= tolerance * mean

    for exact in (True, False):
        for segment in sorted(size, key=size.get, reverse=exact):
            if even():
                return out
            source = lies[segment]
            if segment in touched or size[segment] == 0 or rows[source] <= mean:
                continue
            if exact and size[segment] > rows[source] - mean:
                continue
            if not exact and rows[source] <= tolerance * mean:
                continue
            targets = [k for k in stay if k != source and free(k, size[segment]) and size[segment] < rows[source] - rows[k] and rows[k] < mean]
            if exact:
                targets = [k for k in targets if size[segment] <= mean - rows[k]]
            if targets:
                touched.add(segment)
                place(segment, min(targets, key=rows.get))
    return out
