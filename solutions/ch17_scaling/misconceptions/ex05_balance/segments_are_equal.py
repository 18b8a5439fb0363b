# id: segments-are-equal
# check: test_new_nodes
# why: The list of segments is what one sees, and a count is quickly made. Their sizes differ by the whole range between a first flush and a full segment.
# source: lesson, section Load Balancing: one of the policies there is “even in segments”
# BEGIN SOLUTION
    plan = []
    for replica in sorted({n["replica"] for n in nodes.values()}):
        here = {name: dict(n["segments"]) for name, n in nodes.items() if n["replica"] == replica}
        stay = [name for name in here if not nodes[name]["leaving"]]
        for name in here:
            if name not in stay:
                for segment in sorted(here[name]):
                    target = min(stay, key=lambda n: len(here[n]))
                    here[target][segment] = here[name][segment]
                    plan.append((segment, name, target))
        while True:
            full, free = max(stay, key=lambda n: len(here[n])), min(stay, key=lambda n: len(here[n]))
            if len(here[full]) - len(here[free]) < 2:
                break
            segment = sorted(here[full])[0]
            if sum(here[free].values()) + here[full][segment] > nodes[free]["capacity"]:
                break
            here[free][segment] = here[full].pop(segment)
            plan.append((segment, full, free))
    return plan
# END SOLUTION
