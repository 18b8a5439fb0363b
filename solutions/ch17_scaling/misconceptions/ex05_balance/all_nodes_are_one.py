# id: all-nodes-are-one
# check: test_two_replicas
# why: One cluster, one mean. That the nodes belong to replicas is shown by a different call than the segments.
# source: docs v3.0.x, Manage Resource Groups: nodes are divided among the replicas of a collection, in groups of their own
# BEGIN SOLUTION
    plan = []
    for replica in ["any"]:
        here = {name: dict(n["segments"]) for name, n in nodes.items() if replica}
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
        while max(rows[name] for name in stay) > tolerance * mean:
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
# END SOLUTION
