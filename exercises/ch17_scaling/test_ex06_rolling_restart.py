"""Checks of ch17/ex06. Each function is judged by itself, on small states and on drawn ones."""

import math

from grader.checks import check, fail, misconception, require, same


def state(nodes, segments, replicas, shards=("dml_0", "dml_1")):
    """Segments as (rows, nodes); replicas as (nodes, leaders in the order of the shards)."""
    return {
        "nodes": list(nodes), "shards": list(shards),
        "segments": [{"id": 100 + i, "rows": rows, "nodes": list(on)} for i, (rows, on) in enumerate(segments)],
        "replicas": [{"nodes": list(own), "leaders": {s: n for s, n in zip(shards, leads, strict=False) if n is not None}} for own, leads in replicas],
    }  # fmt: skip


def copied(st):
    """A state of the submission's own."""
    return {
        "nodes": list(st["nodes"]), "shards": list(st["shards"]),
        "segments": [{**s, "nodes": list(s["nodes"])} for s in st["segments"]],
        "replicas": [{"nodes": list(r["nodes"]), "leaders": dict(r["leaders"])} for r in st["replicas"]],
    }  # fmt: skip


def rows(st, node):
    return sum(s["rows"] for s in st["segments"] if node in s["nodes"])


def right_stop(st, node, *, anywhere=False, leaderless=False):
    for r in st["replicas"]:
        own = set(r["nodes"])
        if node in own:
            continue
        whole = all(set(s["nodes"]) - {node} for s in st["segments"]) if anywhere else all(own & set(s["nodes"]) for s in st["segments"])
        led = leaderless or all(r["leaders"].get(s) in own for s in st["shards"])
        if whole and led:
            return True
    return False


def right_skew(st, *, idle=True):
    every = [rows(st, n) for n in st["nodes"] if idle or rows(st, n)]
    return max(every) * len(every) / sum(every) if sum(every) else 1.0


def drawn(rng):
    """Two or three replicas, some of them in recovery."""
    names = [int(n) for n in rng.permutation(range(2, 24))[: int(rng.integers(3, 9))]]
    count = int(rng.integers(1, min(4, len(names)) + 1))
    groups = [names[k::count] for k in range(count)]
    whole = [rng.random() < 0.7 for _ in groups]
    segments = []
    for _ in range(int(rng.integers(2, 14))):
        on = [int(rng.choice(g)) for g, w in zip(groups, whole, strict=True) if w or rng.random() < 0.7]
        segments.append((int(rng.integers(1, 90)) * 10, on or [groups[0][0]]))
    replicas = [(g, [int(rng.choice(g)) if rng.random() < 0.85 else (None if rng.random() < 0.5 else int(rng.choice(names))) for _ in range(2)]) for g in groups]
    return state(names, segments, replicas)


TWO = state([3, 5, 9, 12], [(700, [3, 9]), (300, [5, 9]), (500, [5, 12])], [([3, 5], [3, 5]), ([9, 12], [9, 9])])
LATE = state([3, 5, 9, 12], [(700, [3, 9]), (300, [9]), (500, [5, 12])], [([3, 5], [3, 5]), ([9, 12], [9, 9])])
ALONE = state([3, 5], [(700, [3]), (300, [5])], [([3, 5], [3, 5])])
NEW = state([3, 5, 10], [(400, [3]), (400, [5]), (400, [3])], [([3, 5, 10], [3, 5])])


@check(points=2)
def test_at_risk(submission, rng):
    """Rows whose only copy is on this node"""
    for st, node, said, why in (
        (TWO, 9, "a node of two complete replicas", "Every row of it is on a second node."),
        (LATE, 9, "a replica that misses a segment, on the node that holds the only copy", "The other two are there twice."),
        (ALONE, 3, "a single replica", "Nothing is there twice."),
        (NEW, 10, "a new, empty node", "It holds nothing."),
    ):
        expected = sum(s["rows"] for s in st["segments"] if s["nodes"] == [node])
        same(submission.at_risk(copied(st), node), expected, called=f"at_risk() for {said}", why=why)
    for _ in range(30):
        st = drawn(rng)
        node = st["nodes"][0]
        same(submission.at_risk(copied(st), node), sum(s["rows"] for s in st["segments"] if s["nodes"] == [node]), called=f"at_risk({st}, {node})")


@check(points=2)
def test_skew(submission, rng):
    """Rows of the fullest node, divided by the mean of all"""
    uneven = state([3, 5], [(900, [3]), (50, [5]), (50, [5])], [([3, 5], [3, 5])])
    cases = [(NEW, "three nodes, one of which is new and empty"), (TWO, "two replicas on four nodes"), (ALONE, "two nodes with 700 and 300 rows"), (uneven, "one node with 900 rows in one segment, and one with 100 in two"),
             (state([3, 5], [], [([3, 5], [3, 5])]), "no segments"), (state([4], [(10, [4])], [([4], [4, 4])]), "one node")]  # fmt: skip
    cases += [(drawn(rng), "a drawn state") for _ in range(30)]
    given = [submission.skew(copied(st)) for st, _ in cases]

    def close(a, b):
        return isinstance(a, int | float) and not isinstance(a, bool) and math.isclose(a, b, rel_tol=1e-9)

    wrong = [k for k, (st, _) in enumerate(cases) if not close(given[k], right_skew(st))]
    if wrong and all(close(given[k], right_skew(st, idle=False)) for k, (st, _) in enumerate(cases)):
        misconception("idle-nodes-do-not-count", evidence=f"in {len(wrong)} of {len(cases)} states the mean is that of the nodes that hold something", called=f"skew() of {cases[wrong[0]][1]}", returned=given[wrong[0]], expected=right_skew(cases[wrong[0]][0]), why="A node without work is the most uneven thing that there is.")
    for k in wrong[:1]:
        st, said = cases[k]
        fail(called=f"skew() of {said}" if k < 6 else f"skew({st})", returned=given[k], expected=right_skew(st), why="Rows fill a node. Which nodes does the mean go over?")


@check(points=3)
def test_can_stop(submission, rng):
    """Searches continue without this node, with all rows"""
    half = state([3, 5, 9, 12], [(700, [3, 9]), (300, [5]), (500, [5, 12]), (400, [12, 3])], [([3, 5], [3, 5]), ([9, 12], [9, 12])])
    led = state([3, 5, 9], [(700, [3, 9]), (300, [5, 9])], [([3, 5], [3, 5]), ([9], [9])])
    dead = state([3, 5, 9], [(700, [3, 9]), (300, [5, 9])], [([3, 5], [3, 5]), ([9], [9, 7])])
    foreign = state([3, 5, 9], [(700, [3, 9]), (300, [5, 9])], [([3, 5], [3, 5]), ([9], [9, 3])])
    split = state([3, 5, 9, 12], [(700, [3, 9]), (300, [5, 12]), (100, [5, 9]), (100, [3])], [([3, 5], [3, 5]), ([9, 12], [9, 12])])
    three = state([3, 5, 9], [(700, [3, 5, 9]), (300, [3, 9])], [([3], [3, 3]), ([5], [5, 5]), ([9], [9, 9])])
    named = [
        (TWO, 3, "a node of two complete replicas", "The other replica answers alone."),
        (ALONE, 3, "a node of the only replica", "Nobody else has its rows."),
        (NEW, 10, "an empty node of the only replica, which leads nothing", "By the rule of the statement: no replica is without it."),
        (LATE, 3, "a node whose rows all have a second copy, where the other replica lacks no segment", "Nodes 9 and 12 have all three segments."),
        (LATE, 9, "the node of the other replica, which is whole without it only in parts", "The first replica lacks a segment."),
        (half, 3, "a node whose rows are all elsewhere, in halves of two replicas", "One search uses one replica, and the other one lacks a segment."),
        (split, 9, "a node of the second replica, where the first has every segment", "The first replica answers alone."),
        (split, 5, "a node of the first replica, where the second lacks a segment", "The row is on node 3, which belongs to the first replica."),
        (led, 3, "a node where the other replica has no leader for one shard", "A search asks the leader of every shard."),
        (dead, 3, "a node where the other replica has a leader on a node that is gone", "A leader that is gone leads nothing."),
        (foreign, 5, "a node where a shard of the other replica is led from outside it", "Its leader has to be one of its own nodes."),
        (three, 3, "a node of three replicas, one of which is complete without it", "Any one replica that is whole will do."),
        (three, 9, "a node of three replicas, one of which is complete without it, and one is not", "Any one replica that is whole will do."),
    ]
    cases = [(st, n, f"can_stop() for {said}", why) for st, n, said, why in named]
    for _ in range(60):
        st = drawn(rng)
        cases.append((st, st["nodes"][1], f"can_stop({st}, {st['nodes'][1]})", "One replica has to be whole without it."))
    given = [submission.can_stop(copied(st), n) for st, n, _, _ in cases]
    for value, (_, _, called, _) in zip(given, cases, strict=True):
        require(isinstance(value, bool), called=called, returned=value, expected="True or False")
    right = [right_stop(st, n) for st, n, _, _ in cases]
    wrong = [k for k in range(len(cases)) if given[k] != right[k]]
    if not wrong:
        return
    called, why = cases[wrong[0]][2], cases[wrong[0]][3]
    facts = {"called": called, "returned": given[wrong[0]], "expected": right[wrong[0]]}
    if given == [right_stop(st, n, anywhere=True) for st, n, _, _ in cases]:
        misconception("copies-anywhere", evidence=f"in {len(wrong)} of {len(cases)} states segments that lie in two replicas were put together", why="One search is answered by one replica. Does it have them all?", **facts)
    if given == [right_stop(st, n, leaderless=True) for st, n, _, _ in cases]:
        misconception("segments-are-all", evidence=f"in {len(wrong)} of {len(cases)} states a replica without a leader of its own for each shard was taken for whole", why="A search asks the leader of each shard. Who is that, and where?", **facts)
    fail(why=why, **facts)


@check(points=2, after="test_can_stop")
def test_order(submission, rng):
    """The nodes that can be stopped, fewest rows first"""
    equal = state([12, 9, 3, 10], [(100, [3, 9]), (100, [12, 10])], [([3, 12], [3, 12]), ([9, 10], [9, 10])])
    same(submission.restart_order(copied(equal)), [3, 9, 10, 12], called="restart_order() of four nodes with 100 rows each", why="9 is less than 10.")
    same(submission.restart_order(copied(TWO)), [12, 3, 5, 9], called="restart_order() of nodes with 700, 800, 1,000 and 500 rows", why="Fewest rows first.")
    same(submission.restart_order(copied(ALONE)), [], called="restart_order() with a single replica", why="None of them can be stopped.")
    same(submission.restart_order(copied(LATE)), [5, 3], called="restart_order() where the first replica lacks a segment", why="Only those whom the second replica can do without.")
    for _ in range(30):
        st = drawn(rng)
        expected = [n for _, n in sorted((rows(st, n), n) for n in st["nodes"] if right_stop(st, n))]
        same(submission.restart_order(copied(st)), expected, called=f"restart_order({st})", why="Fewest rows first, then the lower number.")
