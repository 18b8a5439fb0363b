"""Checks of ch16/ex07: days are played through the six expressions by promtool."""

import math

import pytest

from grader.checks import check, fail, misconception, require

BEFORE, LATER = 30, 60
NONE = "groups: []\n"


@pytest.fixture
def numbers(work):
    """The six entries."""
    document = work.yaml("wall.yml")
    found = document.get("numbers") if isinstance(document, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        fail(called="wall.yml", returned=repr(found)[:200], expected="a list `numbers` of entries with title, expr and unit")
    return found


def service(support, rng, trouble="", restart=False):
    """Ninety minutes of two processes; the trouble begins in minute 35."""
    rate = float(rng.uniform(20, 90))
    within = lambda m, then, else_: then if trouble and m >= 35 else else_
    up = lambda m: not (restart and 35 <= m < 36)
    day = support.Day(
        70, search=lambda m: rate * (within(m, 0.05, 1.0) if trouble == "nobody" else 1.0), fail=lambda m: within(m, 0.08, 0.002) if trouble == "errors" else 0.002,
        slow=lambda m: within(m, 0.015, 0.0) if trouble == "slow" else 0.0, all_slow=lambda m: trouble == "all slow" and m >= 35, up=up, proxies=(0.5, 0.5), history=(30_000_000, 60_000), quick=24,
    )  # fmt: skip
    for node in (1, 2):
        at = f'instance="milvus-{node}:9091",job="milvus"'
        size = float(rng.uniform(2.0e9, 2.4e9))
        here = lambda m, value: value if up(m) else None
        day.also(f"process_resident_memory_bytes{{{at}}}", lambda m, size=size: here(m, size * within(m, 1.9, 1.0) if trouble == "memory" else size))
        day.also(f"process_open_fds{{{at}}}", lambda m: here(m, 80))
        day.also(f'milvus_proxy_tt_lag_ms{{{at},node_id="{node}"}}', lambda m: here(m, within(m, 9000, 200) if trouble == "stale" else 200))
        day.also(f'milvus_querynode_entity_num{{segment_state="Sealed",{at},node_id="{node}"}}', lambda m: here(m, 5_000_000))
    if trouble == "dead":
        for name, values in day.values.items():
            if "milvus-2" in name:
                day.values[name] = [v if i * support.STEP < 35 * 60 else 0 if name.startswith("up{") else None for i, v in enumerate(values)]
            elif "milvus_proxy_req_count" in name or "milvus_proxy_sq_latency" in name:  # the other takes the traffic over
                first = 35 * 60 // support.STEP
                day.values[name] = [v if i < first else v + (v - values[first - 1]) for i, v in enumerate(values)]
            elif "entity_num" in name:
                day.values[name] = [v if i * support.STEP < 35 * 60 else 2 * v for i, v in enumerate(values)]
    return day


def shown(support, numbers, day, *minutes):
    """{minute: [the values of each expression]}"""
    asked = support.asked(NONE, day, [(str(one.get("expr", "")), m) for m in minutes for one in numbers])
    return {m: asked[i * len(numbers) : (i + 1) * len(numbers)] for i, m in enumerate(minutes)}


def moved(was, now, least=1.5):
    """Whether a number has changed visibly."""
    gone = lambda v: not isinstance(v, list) or len(v) != 1 or math.isnan(v[0])
    if gone(was) or gone(now):
        return gone(was) != gone(now)
    a, b = was[0], now[0]
    if a == 0 or b == 0 or a * b < 0:
        return abs(a - b) > 1e-12
    return not 1 / least < b / a < least


@check(points=1)
def test_six(numbers):
    """Six numbers, each with a title, an expression and a unit"""
    require(len(numbers) == 6, called="wall.yml", returned=f"{len(numbers)} numbers", expected="6", why="There is room for six.")
    for one in numbers:
        for key in ("title", "expr", "unit"):
            require(isinstance(one.get(key), str) and bool(one[key].strip()), called=f"the number {one.get('title')!r}", returned=f"{key}: {one.get(key)!r}", expected="a text", why="A number without title or unit is read as something else.")
    for key in ("title", "expr"):
        require(len({" ".join(one[key].split()) for one in numbers}) == 6, called="wall.yml", returned=f"two equal texts for {key}", expected="six different ones", why="The same number twice leaves room for five.")


@check(points=2, after="test_six")
def test_one_value(support, numbers, rng):
    """Each expression has one value on a normal day"""
    for one, value in zip(numbers, shown(support, numbers, service(support, rng), BEFORE)[BEFORE], strict=True):
        called = f"{one['title']}: {' '.join(one['expr'].split())}"
        if isinstance(value, list) and len(value) > 1:
            misconception("a-number-for-each-process", called=called, returned=f"{len(value)} values", expected="one", evidence="two values, one for each of the two processes", why="With forty processes there are forty. What do you want to know of all of them: the sum, the largest?")
        require(isinstance(value, list), called=called, returned=str(value)[-200:], expected="one value", why="Prometheus does not take the expression.")
        require(len(value) == 1 and not math.isnan(value[0]), called=called, returned="no value" if not value else "NaN", expected="one value", why="Is the name right, are the labels? A name that does not exist is no error in PromQL.")


@check(points=2, after="test_one_value")
def test_a_normal_day(support, numbers, rng):
    """On a normal day nothing moves"""
    found = shown(support, numbers, service(support, rng), BEFORE, LATER)
    for one, was, now in zip(numbers, found[BEFORE], found[LATER], strict=True):
        if not moved(was, now, 1.25):
            continue
        called, returned = f"{one['title']}: {' '.join(one['expr'].split())}", f"{was[0]:.4g} in minute {BEFORE}, {now[0]:.4g} in minute {LATER}" if isinstance(now, list) and now else "no value later"
        fail(called=called, returned=returned, expected="about the same", why="Nothing has happened in between. What moves all the time says nothing.")


@check(points=2, after="test_a_normal_day")
def test_restart(support, numbers, rng):
    """A restart is forgotten after a quarter of an hour"""
    found = shown(support, numbers, service(support, rng, restart=True), BEFORE, 51)
    for one, was, now in zip(numbers, found[BEFORE], found[51], strict=True):
        if moved(was, now, 1.3):
            called, returned = f"{one['title']}: {' '.join(one['expr'].split())}", f"{was[0]:.6g} before the restart, {now[0] if isinstance(now, list) and now else math.nan:.6g} a quarter of an hour after it"
            if isinstance(now, list) and now and was[0] > 100_000 and now[0] < was[0]:
                misconception("the-counter-itself", called=called, returned=returned, expected="about the same", evidence="a number of hundreds of thousands that starts from nothing at a restart", why="The value of a counter says how old the process is. Which function makes of it what happens now?")
            fail(called=called, returned=returned, expected="about the same", why="An upgrade is no trouble.")


def trouble(support, numbers, rng, kind, what, why):
    """At least one number moves."""
    day = service(support, rng, kind)
    found = shown(support, numbers, day, BEFORE, LATER)
    if any(moved(was, now) for was, now in zip(found[BEFORE], found[LATER], strict=True)):
        return
    told = {"called": what, "returned": "none of the six numbers moves", "expected": "one of them, by half or more"}
    if kind == "slow":
        everybody = shown(support, numbers, service(support, rng, "all slow"), BEFORE, LATER)
        if any(moved(was, now) for was, now in zip(everybody[BEFORE], everybody[LATER], strict=True)):
            misconception("the-average-on-the-wall", **told, evidence="a number moves when every search is slow, and none when three in two hundred are", why="The average rose from 24 to 29 ms. Which number is about the slow ones?")
    fail(**told, why=why)


@check(points=1, after="test_restart")
def test_nobody(support, numbers, rng):
    """No one comes"""
    trouble(support, numbers, rng, "nobody", "Searches fall to a twentieth", "A broken button upstream has no errors and the best latency of the week.")


@check(points=1, after="test_restart")
def test_errors(support, numbers, rng):
    """Searches fail"""
    trouble(support, numbers, rng, "errors", "Eight of a hundred searches fail", "Your users see it before you do.")


@check(points=2, after="test_restart")
def test_slow(support, numbers, rng):
    """A few are slow"""
    trouble(support, numbers, rng, "slow", "Three of two hundred searches take 380 ms", "A page that sends thirty searches meets one of them every third time.")


@check(points=1, after="test_restart")
def test_memory(support, numbers, rng):
    """Memory grows"""
    trouble(support, numbers, rng, "memory", "The processes grow to almost twice their memory", "Everything is well until the kernel ends the process.")


@check(points=1, after="test_restart")
def test_stale(support, numbers, rng):
    """Reads are stale"""
    trouble(support, numbers, rng, "stale", "Time ticks come 9 s late", "Strong reads wait that long, and the others show what was.")


@check(points=1, after="test_restart")
def test_dead(support, numbers, rng):
    """One of two is dead"""
    trouble(support, numbers, rng, "dead", "One of the two processes dies, and the other takes over", "Users notice nothing, and the next death is the last one.")
