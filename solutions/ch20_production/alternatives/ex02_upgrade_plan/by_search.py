"""The way back is searched for, step by step, with a rule that says what is allowed; the order comes from a walk in depth."""


def in_order(asks):
    order = []

    def visit(part):
        if part not in order:
            for other in asks[part]:
                visit(other)
            order.append(part)

    for part in asks:
        visit(part)
    return order


def swap(part, count, goal, other, state, cluster):
    """Bring `count` pods of version `goal`; `state` has (old, new) of all parts and is changed."""
    steps = []

    def total():
        return sum(sum(pair.values()) for pair in state.values())

    mine = state[part]
    while mine[goal] < count or mine[other] > 0:
        here = mine[goal] + mine[other]
        if here > count or (mine[goal] == count and mine[other]):
            move = ("remove", part, other)
        elif total() < cluster["places"] and mine[goal] < count:
            move = ("add", part, goal)
        elif here - 1 >= cluster["least"][part] and mine[other]:
            move = ("remove", part, other)
        else:
            return None
        mine[move[2]] += 1 if move[0] == "add" else -1
        steps.append(move)
    return steps


def fresh(cluster):
    return {part: {"old": count, "new": 0} for part, count in cluster["pods"].items()}


def plan(cluster):
    state, steps = fresh(cluster), [("backup",)]
    for part in in_order(cluster["asks"]):
        more = swap(part, cluster["pods"][part], "new", "old", state, cluster)
        if more is None:
            return None
        steps.extend(more)
        steps.append(("smoke",))
    for feature in cluster["features"]:
        steps.append(("enable", feature))
    return steps


def rollback(cluster, done):
    state = fresh(cluster)
    for what, *rest in done:
        if what == "enable":
            return None
        if what in ("add", "remove"):
            part, version = rest
            state[part][version] += 1 if what == "add" else -1
    steps = []
    touched = []
    for step in done:
        if len(step) == 3 and step[1] not in touched:
            touched.insert(0, step[1])
    for part in touched:
        more = swap(part, cluster["pods"][part], "old", "new", state, cluster)
        if more is None:
            return None
        steps += [*more, ("smoke",)]
    return steps
