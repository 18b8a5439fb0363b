# expect: failed|partial
# because: a replica within its tolerance is left alone
"""Be the balancer.

Two nodes have just been added, one is going to leave, and the cluster waits for your list of moves.

`moves(nodes, tolerance)` returns a list of `(segment, source, target)`, in the order in which they are carried out.

`nodes` is a dict of node names to dicts: `{"replica": "r1", "capacity": 900_000, "leaving": False, "segments": {"s17": 41_000, …}}`. Segments are given with their rows; capacity is in rows.

- A segment moves inside its replica only: every replica has all segments.
- A leaving node ends empty. Nothing moves to it.
- Of the nodes of a replica that stay, none may have more than `tolerance` times the mean of them, rows counted at the end, **if moves can get there**. (In the checks a replica either has many small segments, or nothing can improve it.)
- Every move from a node that stays has to help: right after it, the fuller one of source and target has fewer rows than the fuller one had before. Where that is impossible, leave it.
- A segment moves at most once. It is on both nodes while it moves, so the target needs room for it: its rows never exceed its capacity. The checks carry out one move after the other.
- Moving costs. From nodes that stay, move no more rows in all than these nodes had above the mean before, plus the largest segment for each of them. (What leaving nodes had does not count.) A replica that is within the tolerance, and that no node leaves, gets no move.

Whatever list fulfills this is right.
"""


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    plan = []
    for replica in sorted({n["replica"] for n in nodes.values()}):
        here = {name: dict(n["segments"]) for name, n in nodes.items() if n["replica"] == replica}
        stay = [name for name in here if not nodes[name]["leaving"]]
        rows = {name: sum(here[name].values()) for name in here}
        moved = set()

        def go(segment, source, target, here=here, rows=rows, moved=moved):
            size = here[source].pop(segment)
            here[target][segment] = size
            rows[source] -= size
            rows[target] += size
            moved.add(segment)
            plan.append((segment, source, target))

        def room(target, size, rows=rows):
            return rows[target] + size <= nodes[target]["capacity"]

        leaving = [(size, segment, name) for name in here if name not in stay for segment, size in here[name].items()]
        for size, segment, name in sorted(leaving, reverse=True):
            targets = [t for t in stay if room(t, size)]
            go(segment, name, min(targets, key=rows.get))
        mean = sum(rows[name] for name in stay) / len(stay)
        while max(rows[name] for name in stay) > 1.0 * mean:
            full = max(stay, key=rows.get)
            choices = [
                (abs(min(rows[full] - mean, mean - rows[free]) - size), segment, free)
                for free in stay
                for segment, size in here[full].items()
                if size < rows[full] - rows[free] and room(free, size) and segment not in moved
            ]
            if not choices:
                break
            lowest = min(rows[free] for _, _, free in choices)
            _, segment, free = min(c for c in choices if rows[c[2]] == lowest)
            go(segment, full, free)
    return plan
