# expect: failed|partial
# because: 'When a part is finished, the next step is a smoke test': one test at the end
"""An upgrade plan that holds at every step."""

from graphlib import TopologicalSorter


def in_order(asks):
    """The parts, those who answer before those who ask."""
    return list(TopologicalSorter(asks).static_order())


def plan(cluster):
    """The steps of an upgrade, or None."""
    total = sum(cluster["pods"].values())
    steps = [("backup",)]
    for part in in_order({p: cluster["asks"].get(p, []) for p in cluster["pods"]}):
        count = cluster["pods"][part]
        add, remove = ("add", part, "new"), ("remove", part, "old")
        if cluster["places"] > total:
            steps += [add, remove] * count
        elif count > cluster["least"][part]:
            steps += [remove, add] * count
        else:
            return None
    steps.append(("smoke",))
    return steps + [("enable", feature) for feature in cluster["features"]]


def rollback(cluster, done):
    """The steps back, or None."""
    if any(step[0] == "enable" for step in done):
        return None
    old, new, begun = dict(cluster["pods"]), dict.fromkeys(cluster["pods"], 0), []
    for step in done:
        if step[0] in ("add", "remove"):
            part = step[1]
            if part not in begun:
                begun.append(part)
            if step[0] == "add":
                new[part] += 1
            else:
                old[part] -= 1
    steps = []
    for part in reversed(begun):
        while new[part] or old[part] < cluster["pods"][part]:
            if old[part] < cluster["pods"][part] and sum(old.values()) + sum(new.values()) < cluster["places"]:
                old[part] += 1
                steps.append(("add", part, "old"))
            elif new[part] and old[part] + new[part] > cluster["least"][part]:
                new[part] -= 1
                steps.append(("remove", part, "new"))
            else:
                return None
        steps.append(("smoke",))
    return steps
