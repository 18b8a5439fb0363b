# id: moves-are-free
# check: test_nothing_to_do
# why: The best layout is the one that a fresh load would give, so one computes that, and moves whatever lies elsewhere.
# source: lesson, models/placement.py: place() knows nothing of where segments lie already; running it again is the shortest balancer one can write
# BEGIN SOLUTION
    plan = []
    for replica in sorted({n["replica"] for n in nodes.values()}):
        here = {name: n["segments"] for name, n in nodes.items() if n["replica"] == replica}
        stay = [name for name in here if not nodes[name]["leaving"]]
        rows = dict.fromkeys(stay, 0)
        every = sorted(((size, segment, name) for name in here for segment, size in here[name].items()), reverse=True)
        for size, segment, name in every:
            target = min(stay, key=rows.get)
            rows[target] += size
            if target != name:
                plan.append((segment, name, target))
    return plan
# END SOLUTION
