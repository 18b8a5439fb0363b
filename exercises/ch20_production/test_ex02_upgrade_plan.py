"""Checks of ch20/ex02: each step of a plan is carried out on paper, and each invariant is looked at after it."""

import pytest

from grader.checks import check, fail, misconception, require

NAMES = ("proxy", "coordinator", "streaming", "query", "data", "index", "gateway", "archive")
MILVUS = {"coordinator": [], "streaming": ["coordinator"], "query": ["streaming", "coordinator"], "data": ["query", "coordinator"], "proxy": ["data", "query", "streaming", "coordinator"]}


def drawn(rng, *, free, spare=True, parts=None, features=None):
    """A cluster whose parts have any names and ask each other in any way without circles."""
    count = int(rng.integers(3, 8)) if parts is None else parts
    names = [str(n) for n in rng.permutation(NAMES)[:count]]
    asks = {name: [other for other in names[:at] if rng.random() < 0.5] for at, name in enumerate(names)}
    for at, name in enumerate(names[1:], 1):
        asks[name] = [str(o) for o in rng.permutation(asks[name] or [names[at - 1]])]
    pods = {name: int(rng.integers(2, 6)) for name in names}
    least = {name: pods[name] - (int(rng.integers(1, pods[name])) if spare else 0) for name in names}
    shuffled = [str(n) for n in rng.permutation(names)]
    return {"pods": {n: pods[n] for n in shuffled}, "least": {n: least[n] for n in shuffled}, "asks": {n: asks[n] for n in shuffled}, "places": sum(pods.values()) + free,
            "features": ["storage-v3", "new-index"][: int(rng.integers(0, 3))] if features is None else features}  # fmt: skip


def given(cluster):
    """A copy for the learner."""
    return {**cluster, "pods": dict(cluster["pods"]), "least": dict(cluster["least"]), "asks": {k: list(v) for k, v in cluster["asks"].items()}, "features": list(cluster["features"])}


def told(cluster):
    return f"pods {cluster['pods']}, least {cluster['least']}, asks {cluster['asks']}, places {cluster['places']}, features {cluster['features']}"


def formed(cluster, steps, called):
    require(isinstance(steps, list) and len(steps) <= 400, called=called, returned=repr(steps)[:200], expected="a list of steps")
    for step in steps:
        right = isinstance(step, tuple) and len(step) > 0 and (
            (step[0] in ("backup", "smoke") and len(step) == 1)
            or (step[0] == "enable" and len(step) == 2)
            or (step[0] in ("add", "remove") and len(step) == 3 and step[1] in cluster["pods"] and step[2] in ("old", "new"))
        )
        require(right, called=called, returned=f"a step {step!r}"[:160], expected='a tuple such as ("add", part, "new")')


def broken(cluster, steps, done=(), bring="new"):
    """What does not hold, by kind, each with the first step at which it does not: kind → (number of the step, sentence)."""
    pods, asks = cluster["pods"], cluster["asks"]
    have = {"old": dict(pods), "new": dict.fromkeys(pods, 0)}
    found, other, current, due = {}, "old" if bring == "new" else "new", None, False

    def note(kind, at, text):
        found.setdefault(kind, (at, text))

    def finished(part):
        return have[bring][part] == pods[part] and not have[other][part]

    def apply(step):
        have[step[2]][step[1]] += 1 if step[0] == "add" else -1

    for step in done:
        if step[0] in ("add", "remove"):
            apply(step)
    touched = {part for part in pods if not finished(part) and (bring == "new" or have["new"][part] or have["old"][part] != pods[part])}
    half = [part for part in pods if bring == "old" and have["new"][part] and not (have["new"][part] == pods[part] and not have["old"][part])]
    half += [part for part in pods if bring == "old" and not have["new"][part] and have["old"][part] < pods[part]]
    current = half[0] if half else None
    for at, step in enumerate(steps, 1):
        if due and step[0] != "smoke":
            note("checks", at, f"{current} is finished, and step {at} is {step!r}, no smoke test")
        if step[0] == "smoke":
            if not due:
                note("checks", at, f"step {at} is a smoke test, and no part was finished just before")
            due = False
        elif step[0] == "backup":
            if at != 1 or bring == "old":
                note("checks", at, f"step {at} is a backup")
        elif step[0] == "enable":
            if not all(map(finished, pods)):
                note("checks", at, f"step {at} enables {step[1]!r} while there are old pods")
        else:
            _, part, version = step
            if at == 1 and bring == "new":
                note("checks", at, "step 1 is not the backup")
            if current not in (None, part) and not finished(current):
                note("one", at, f"step {at} is {step!r} while {current} is not finished")
            if step[0] == "add" and version == bring:
                blocking = [o for o in asks[part] if have["old"][o]] if bring == "new" else [o for o in pods if part in asks[o] and have["new"][o]]
                if blocking:
                    note("order", at, f"step {at} starts a pod of {part} of the {bring} version while {blocking[0]} has {have[other][blocking[0]]} of the {other}")
            was = finished(part)
            apply(step)
            current, due = part, finished(part) and not was
            if have[version][part] < 0:
                note("enough", at, f"step {at} ends a pod of {part} that is not there")
            here = have["old"][part] + have["new"][part]
            if here < cluster["least"][part]:
                note("enough", at, f"after step {at} {part} has {here} pods, and {cluster['least'][part]} must be there")
            total = sum(have["old"].values()) + sum(have["new"].values())
            if total > cluster["places"]:
                note("room", at, f"after step {at} there are {total} pods, and room for {cluster['places']}")
    if due:
        note("checks", len(steps), f"after {current} there is no smoke test")
    rest = [part for part in pods if not finished(part)]
    if rest:
        part = rest[0]
        note("end", len(steps), f"at the end {part} has {have['old'][part]} old and {have['new'][part]} new pods")
    enabled = [step[1] for step in steps if step[0] == "enable"]
    if enabled != (cluster["features"] if bring == "new" else []):
        note("checks", len(steps), f"enabled are {enabled}")
    if bring == "old":
        found.pop("_", None)
        smokes = sum(step[0] == "smoke" for step in steps)
        if smokes != len(touched):
            note("checks", len(steps), f"{smokes} smoke tests for {len(touched)} parts that were brought back")
    return found


def judge(found, kinds, called, why):
    for kind in kinds:
        if kind in found:
            fail(called=called, returned=found[kind][1], expected="a plan that holds after every step", why=why[kind])


WHY = {
    "order": "A new question meets an old ear. Which part can be asked by the old ones and the new ones alike?",
    "enough": "Between two steps people search.",
    "room": "The pod that finds no place waits forever, and with it the upgrade.",
    "one": "Two parts in the middle are four mixtures of versions at once, and no one has tried them.",
    "end": "An upgrade that stops in the middle is the least tested version of all.",
    "checks": "Whatever broke, you want to know after which step.",
}


@pytest.fixture
def planned(submission):
    def ask(cluster):
        called = f"plan(…) of {told(cluster)}"
        steps = submission.plan(given(cluster))
        if steps is not None:
            formed(cluster, steps, called)
        return steps, called

    return ask


@check(points=3)
def test_order(planned, rng):
    """Those who answer are upgraded before those who ask"""
    wide = {"pods": dict.fromkeys(MILVUS, 2), "least": dict.fromkeys(MILVUS, 1), "asks": MILVUS, "places": 14, "features": []}
    for cluster in [wide] + [drawn(rng, free=int(rng.integers(1, 4))) for _ in range(30)]:
        steps, called = planned(cluster)
        require(steps is not None, called=called, returned="None", expected="a plan: there are free places", why="With one free place everything can be replaced.")
        found = broken(cluster, steps)
        if "order" in found:
            begun = list(dict.fromkeys(s[1] for s in steps if s[0] in ("add", "remove")))
            turned = all(begun.index(a) < begun.index(b) for a in begun for b in cluster["asks"][a] if b in begun)
            if turned and len(begun) > 1:
                misconception("the-door-first", called=called, returned=found["order"][1], expected="those who answer before those who ask", evidence=f"the order is {', '.join(begun)}: everyone who asks is upgraded before those who answer",
                              why="A new proxy sends a request that only the new version knows. Who gets it?")
        judge(found, ("order", "one", "end"), called, WHY)


@check(points=3)
def test_room(planned, rng):
    """Enough pods and enough places at every moment, or no plan"""
    for number in range(40):
        free, spare = ((0, True), (1, False), (0, False), (2, True))[number % 4]
        cluster = drawn(rng, free=free, spare=spare)
        if number % 8 == 0:  # one part has nothing to spare, wherever it is in the order
            name = str(rng.choice(list(cluster["pods"])))
            cluster["least"][name] = cluster["pods"][name]
            spare = False
        steps, called = planned(cluster)
        if not free and not spare:
            if steps is not None and "room" in broken(cluster, steps):
                misconception("there-is-always-room", called=called, returned=broken(cluster, steps)["room"][1], expected="None", evidence="a pod is started for which there is no place",
                              why="All places are taken, and no pod may be missing. What would Kubernetes do with the new one?")
            require(steps is None, called=called, returned="a plan", expected="None", why="One part has no pod to spare, and there is no free place.")
            continue
        require(steps is not None, called=called, returned="None", expected="a plan", why="There is a free place." if free else "Each part may be one pod short.")
        found = broken(cluster, steps)
        if "room" in found:
            misconception("there-is-always-room", called=called, returned=found["room"][1], expected=f"at most {cluster['places']} pods", evidence="a pod is started for which there is no place", why="Where can the new pod be, before the old one has gone?")
        judge(found, ("enough", "end"), called, WHY)


@check(points=2)
def test_checks(planned, rng):
    """The backup first, a smoke test after each part, features at the very end"""
    for number in range(20):
        cluster = drawn(rng, free=number % 2, features=[[], ["storage-v3"], ["storage-v3", "new-index"]][number % 3])
        steps, called = planned(cluster)
        require(steps is not None, called=called, returned="None", expected="a plan", why="It can be upgraded.")
        found = broken(cluster, steps)
        if "checks" in found and sum(s == ("smoke",) for s in steps) == 1 and len(cluster["pods"]) > 1:
            misconception("one-test-at-the-end", called=called, returned=found["checks"][1], expected=f"a smoke test after each of the {len(cluster['pods'])} parts", evidence=f"one smoke test for {len(cluster['pods'])} parts",
                          why="It fails. Which of the parts was it, and how far back do you go?")
        judge(found, ("checks",), called, WHY)


def usual(cluster, rng):
    """A plan that holds, made by the grader."""
    order, steps = [], [("backup",)]
    while len(order) < len(cluster["asks"]):
        order += [p for p in rng.permutation(list(cluster["asks"])) if p not in order and all(o in order for o in cluster["asks"][p])]
    free = cluster["places"] > sum(cluster["pods"].values())
    for part in map(str, order):
        pair = [("add", part, "new"), ("remove", part, "old")]
        steps += (pair if free else pair[::-1]) * cluster["pods"][part] + [("smoke",)]
    return steps + [("enable", f) for f in cluster["features"]]


@check(points=4)
def test_way_back(submission, rng):
    """From every step there is the right way back, or none"""
    for number in range(60):
        cluster = drawn(rng, free=number % 3, features=["storage-v3"] if number % 2 else [])
        whole = usual(cluster, rng)
        done = whole[: int(rng.integers(0, len(whole) + 1))] if number % 5 else whole
        if number == 1:
            done = whole[:2]
        called = f"rollback(…, done: {len(done)} steps, the last {done[-1] if done else None}) of {told(cluster)}"
        steps = submission.rollback(given(cluster), list(done))
        if any(s[0] == "enable" for s in done):
            if steps is not None:
                misconception("the-old-image-is-the-way-back", called=called, returned=f"{len(steps) if isinstance(steps, list) else steps!r} steps", expected="None", evidence="storage-v3 is enabled, and the answer puts old pods back",
                              why="What will the old version do with a file that it cannot read?")
            continue
        require(steps is not None, called=called, returned="None", expected="the steps back", why="Nothing was enabled, and on the way there each of these states was allowed.")
        formed(cluster, steps, called)
        judge(broken(cluster, steps, done, bring="old"), ("order", "enough", "room", "one", "end", "checks"), called, WHY)
