# expect: passed
# because: the way back is done read backwards: an add of a new pod becomes its removal
"""An upgrade plan that holds at every step."""


def in_order(asks):
    """The parts, those who answer before those who ask."""
    found = []

    def visit(part):
        if part not in found:
            for other in asks.get(part, []):
                visit(other)
            found.append(part)

    for part in asks:
        visit(part)
    return found


def plan(cluster):
    """The steps of an upgrade, or None."""
    steps = [("backup",)]
    free = cluster["places"] - sum(cluster["pods"].values())
    for part in in_order({**dict.fromkeys(cluster["pods"], ()), **cluster["asks"]}):
        n = cluster["pods"][part]
        spare = n - cluster["least"][part]
        if free < 1 and spare < 1:
            return None
        for _ in range(n):
            pair = [("remove", part, "old"), ("add", part, "new")]
            steps.extend(pair if free < 1 else pair[::-1])
        steps.append(("smoke",))
    steps.extend(("enable", f) for f in cluster["features"])
    return steps


def rollback(cluster, done):
    """The steps back, or None."""
    if "enable" in {s[0] for s in done}:
        return None
    back = []
    part = None
    for step in reversed([s for s in done if len(s) == 3]):
        if part is not None and step[1] != part:
            back.append(("smoke",))
        part = step[1]
        back.append(("remove", part, "new") if step[0] == "add" else ("add", part, "old"))
    if back:
        back.append(("smoke",))
    return back
