# expect: passed
# because: as many pods at once as places or least allow; a class keeps the count; Kahn's algorithm
"""An upgrade plan that holds at every step."""


def in_order(asks):
    """The parts, those who answer before those who ask."""
    waiting = {part: set(others) for part, others in asks.items()}
    for others in list(waiting.values()):
        for other in others:
            waiting.setdefault(other, set())
    order = []
    while waiting:
        ready = sorted(part for part, others in waiting.items() if not others)
        order += ready
        for part in ready:
            del waiting[part]
        for others in waiting.values():
            others.difference_update(ready)
    return order


class State:
    def __init__(self, cluster):
        self.c = cluster
        self.pods = {(p, "old"): n for p, n in cluster["pods"].items()} | {(p, "new"): 0 for p in cluster["pods"]}
        self.steps = []

    def free(self):
        return self.c["places"] - sum(self.pods.values())

    def spare(self, part):
        return self.pods[part, "old"] + self.pods[part, "new"] - self.c["least"][part]

    def do(self, step):
        if step[0] in ("add", "remove"):
            self.pods[step[1:]] += 1 if step[0] == "add" else -1
        self.steps.append(step)

    def change(self, part, into, outof):
        """Bring one part to another version; False if it cannot be done."""
        while self.pods[part, into] < self.c["pods"][part] or self.pods[part, outof]:
            add = min(self.free(), self.c["pods"][part] - self.pods[part, into])
            for _ in range(add):
                self.do(("add", part, into))
            remove = min(self.pods[part, outof], self.spare(part))
            for _ in range(remove):
                self.do(("remove", part, outof))
            if add <= 0 and remove <= 0:
                return False
        self.do(("smoke",))
        return True


def plan(cluster):
    """The steps of an upgrade, or None."""
    state = State(cluster)
    state.do(("backup",))
    for part in [p for p in in_order(cluster["asks"]) if p in cluster["pods"]] + [p for p in cluster["pods"] if p not in in_order(cluster["asks"])]:
        if not state.change(part, "new", "old"):
            return None
    for feature in cluster["features"]:
        state.do(("enable", feature))
    return state.steps


def rollback(cluster, done):
    """The steps back, or None."""
    state = State(cluster)
    for step in done:
        if step[0] == "enable":
            return None
        state.do(step)
    state.steps = []
    touched = list(dict.fromkeys(step[1] for step in done if step[0] in ("add", "remove")))
    while touched:
        if not state.change(touched.pop(), "old", "new"):
            return None
    return state.steps
