"""Checks of ch16/ex03: minutes of a Milvus whose parts are known, written as scrapes."""

import math

from grader.checks import check, fail, misconception, require

PARTS = ("tick", "queue", "compute", "between", "proxy")
NAMES = {"proxy": "milvus_proxy_sq_latency", "wait": "milvus_proxy_sq_wait_result_latency", "node": "milvus_querynode_sq_req_latency",
         "tick": "milvus_querynode_sq_wait_tsafe_latency", "queue": "milvus_querynode_sq_queue_latency"}  # fmt: skip


class Counters:
    """Sums and counts of the histograms; `minute` adds some searches."""

    def __init__(self):
        self.lines = {}

    def minute(self, searches, parts, proxy="1", node="2", shards=1, kind="search", scope=True, silent=()):
        """Some searches more; what is in `silent` (tick, queue, node) observes nothing of them."""
        node_all = parts["tick"] + parts["queue"] + parts["compute"]
        wait = node_all + parts["between"]
        at_proxy, at_node = f'node_id="{proxy}",query_type="{kind}"', f'node_id="{node}",query_type="{kind}"'
        self._add(NAMES["proxy"], at_proxy, searches, wait + parts["proxy"])
        self._add(NAMES["wait"], at_proxy, searches, wait)
        for name, scopes, mean in (("node", {"OnLeader": 1.0, **({"FromLeader": 0.8} if scope else {})}, node_all), ("tick", {"": 1.0}, parts["tick"]), ("queue", {"": 1.0}, parts["queue"])):
            for by, share in scopes.items():
                if name not in silent:
                    self._add(NAMES[name], at_node + (f',scope="{by}"' if by else ""), searches * shards, mean * share)
        return self

    def _add(self, name, labels, count, mean):
        for end, value in (("sum", count * mean), ("count", count)):
            key = f"{name}_{end}{{{labels}}}"
            self.lines[key] = self.lines.get(key, 0.0) + value

    def text(self):
        names = "\n".join(f"# TYPE {name} histogram" for name in NAMES.values())
        rest = 'go_goroutines 344\nmilvus_proxy_req_count{function_name="Search",node_id="1",status="total"} 12345\n'
        return names + "\n" + rest + "\n".join(f"{key} {value!r}" for key, value in self.lines.items()) + "\n"


def parts_of(rng, slow):
    """Five parts, of which one is the largest by far."""
    parts = {name: float(rng.uniform(0.5, 6)) for name in PARTS}
    parts[slow] = float(rng.uniform(20, 200))
    return parts


def judge(submission, before, after, wanted, what, why, ideas=()):
    """Both functions; `ideas` are (id, dict that the idea gives, evidence, question)."""
    found = submission.where(before, after)
    called = f"where(…, …), {what}"
    require(isinstance(found, dict) and set(found) == set(PARTS), called=called, returned=repr(found), expected=f"a dict with {', '.join(PARTS)}")
    for name in PARTS:
        require(isinstance(found[name], int | float) and not isinstance(found[name], bool), called=called, returned=repr(found[name]), expected=f"milliseconds for {name}")
    same = lambda other: all(math.isclose(found[n], other[n], rel_tol=1e-6, abs_tol=1e-6) for n in PARTS)
    if not same(wanted):
        for id, other, evidence, question in ideas:
            if same(other) and any(abs(other[n] - wanted[n]) > 1e-3 for n in PARTS):
                misconception(id, called=called, returned={n: round(found[n], 2) for n in PARTS}, expected={n: round(wanted[n], 2) for n in PARTS}, evidence=evidence, why=question)
        fail(called=called, returned={n: round(found[n], 2) for n in PARTS}, expected={n: round(wanted[n], 2) for n in PARTS}, why=why)
    name, largest = submission.bottleneck(before, after), max(wanted, key=wanted.get)
    require(name == largest, called=f"bottleneck(…, …), {what}", returned=repr(name), expected=repr(largest), why="The largest of the five disjoint parts.")


def inclusive(parts):
    """What each histogram says, without taking the inner ones off."""
    node = parts["tick"] + parts["queue"] + parts["compute"]
    return {"tick": parts["tick"], "queue": parts["queue"], "compute": node, "between": node + parts["between"], "proxy": node + parts["between"] + parts["proxy"]}


@check(points=3)
def test_five_minutes(submission, rng):
    """Each of the five is found when it has the time"""
    for slow in PARTS:
        parts = parts_of(rng, slow)
        after = Counters().minute(int(rng.integers(50, 900)), parts, scope=False).text()
        judge(submission, "", after, parts, f"where {slow} has {parts[slow]:.0f} ms", "Take from each hop what lies inside of it.",
              [("the-whole-is-a-part", inclusive(parts), "the mean of each histogram as it is, the inner hops still in it", "What the proxy waits for is part of what the proxy has. Which hop is always the largest, if nothing is taken off?")])


@check(points=2, after="test_five_minutes")
def test_between(submission, rng):
    """A minute, and not the life of the process"""
    for _ in range(3):
        old, new = rng.permutation(PARTS)[:2]
        past, now = parts_of(rng, str(old)), parts_of(rng, str(new))
        counters = Counters().minute(50_000, past, scope=False)
        before, after = counters.text(), counters.minute(300, now, scope=False).text()
        life = {n: (50_000 * past[n] + 300 * now[n]) / 50_300 for n in PARTS}
        judge(submission, before, after, now, f"after 50,000 searches with {old}", "The incident is in the difference.",
              [("the-whole-life", life, "the means since the process started", "Fifty thousand searches of this morning are in these sums. What belongs to the last minute?")])


@check(points=1, after="test_between")
def test_no_surprise(submission, rng):
    """The largest part, whether it is new or not"""
    slow, grown = (str(name) for name in rng.permutation(PARTS)[:2])
    past = parts_of(rng, slow)
    now = {**past, slow: past[slow] * 1.05, grown: past[grown] + past[slow] * 0.5}
    counters = Counters().minute(3_000, past, scope=False)
    judge(submission, counters.text(), counters.minute(500, now, scope=False).text(), now, f"where {slow} was the slowest before, and {grown} has grown more", "What is largest now is where to look first.")


@check(points=2, after="test_between")
def test_only_searches(submission, rng):
    """Queries are none of them, and a leader's own part is no further hop"""
    parts, other = parts_of(rng, "compute"), parts_of(rng, "tick")
    counters = Counters().minute(900, other, kind="query")
    before = counters.text()
    after = counters.minute(400, parts).minute(5_000, other, kind="query").text()
    node = parts["tick"] + parts["queue"] + parts["compute"]
    both = {**parts, "compute": node * 0.9 - parts["tick"] - parts["queue"], "between": node + parts["between"] - node * 0.9}
    judge(submission, before, after, parts, "beside 5,000 slow queries", "query_type says which they are; scope says who measured.",
          [("every-scope-is-a-request", both, "the node's mean over OnLeader and FromLeader together", "The leader's request contains what the segments' nodes do for it. Which of the two scopes is the whole?")])


@check(points=2, after="test_only_searches")
def test_shards_and_nodes(submission, rng):
    """Two shards, several proxies, and a node that is new"""
    first, second = parts_of(rng, "queue"), parts_of(rng, "queue")
    counters = Counters().minute(2_000, first)
    before = counters.text()
    counters.minute(300, first, proxy="1", node="2", shards=2).minute(500, second, proxy="5", node="7", shards=2)
    wanted = {n: (300 * first[n] + 500 * second[n]) / 800 for n in PARTS}
    judge(submission, before, counters.text(), wanted, "with two shards, two proxies and a new node", "Each mean is its own sum by its own count.")
    uneven = Counters().minute(400, first, node="2", shards=1).minute(400, second, node="3", shards=3)
    node = {n: (400 * first[n] + 1200 * second[n]) / 1600 for n in ("tick", "queue", "compute")}
    inside, wait = sum(node.values()), sum((first[n] + second[n]) / 2 for n in ("tick", "queue", "compute", "between"))
    if wait - inside > 0:
        judge(submission, "", uneven.text(), {**node, "between": wait - inside, "proxy": (first["proxy"] + second["proxy"]) / 2}, "where one node has more shards", "Observations are thrown together, not means.")


@check(points=1, after="test_between")
def test_nothing(submission, rng):
    """Without a search there is no bottleneck; without an observation there is no time"""
    counters = Counters().minute(700, parts_of(rng, "tick"))
    before = counters.text()
    after = counters.minute(800, parts_of(rng, "proxy"), kind="query").text()
    for silent in ("tick", "queue"):
        parts = parts_of(rng, "between")
        more = Counters().minute(600, parts_of(rng, "compute"), scope=False)
        old = more.text()
        wanted = {**parts, silent: 0.0, "compute": parts["compute"] + parts[silent]}
        judge(submission, old, more.minute(200, parts, scope=False, silent=(silent,)).text(), wanted, f"where {silent} observed nothing in this minute", "A histogram without new observations has the mean 0.")
    for one, two, what in ((before, after, "with queries only"), (before, before, "with nothing new"), ("", "", "of nothing")):
        for name in ("where", "bottleneck"):
            found = getattr(submission, name)(one, two)
            require(found is None, called=f"{name}(…, …), {what}", returned=repr(found), expected="None", why="No search was answered in between.")
