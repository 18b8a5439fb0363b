"""Checks of ch17/ex03. What is right is found from the last rule to the first, each of which may overrule those after it."""

from grader.checks import check, fail, misconception

CALM = {"cpu": 0.5, "segments": 8, "memory": 0.6}


def facts(nodes=None, **more):
    """A cluster that waits for nothing, except for what is said."""
    return {"nodes": [dict(n) for n in nodes or [CALM, CALM, CALM]], "replicas": 1, "shards": 2, "writes": {"offered": 3000, "accepted": 3000}, "channel": 5000, "builds": {"cpu": 0.3, "waiting": 0}, "tick": 0.1} | more


def node(cpu, segments, memory=0.6):
    return {"cpu": cpu, "segments": segments, "memory": memory}


def right(f):
    word, cpus = "nothing", [n["cpu"] for n in f["nodes"]]
    if max(n["memory"] for n in f["nodes"]) > 0.9:
        word = "memory"
    if f["tick"] > 0.5:
        word = "consistency"
    if max(cpus) > 0.8:
        hot = max(n["segments"] for n in f["nodes"] if n["cpu"] == max(cpus))
        idle = [n for n in f["nodes"] if n["cpu"] < 0.4]
        word = "query nodes"
        if [n for n in idle if n["memory"] <= 0.5]:
            word = "replicas"
        if [n for n in idle if n["segments"] <= hot - 2]:
            word = "balance"
    if f["builds"]["waiting"] and f["builds"]["cpu"] > 0.8:
        word = "data nodes"
    if f["writes"]["accepted"] < f["writes"]["offered"] and f["shards"] < 16 and 100 * f["writes"]["accepted"] >= 95 * f["shards"] * f["channel"]:
        word = "shards"
    return word


def ask(submission, f, said, why):
    expected, given = right(f), submission.remedy({**f, "nodes": [dict(n) for n in f["nodes"]]})
    if given != expected:
        fail(called=f"remedy() where {said}", returned=given, expected=expected, why=why)


def refuse_names(submission, cases, wrong, id, evidence, why):
    """The named idea, if it gives its own wrong word in each of these cases, and is right where it does not speak."""
    given = [submission.remedy(f) for f, _said in cases]
    if given == wrong:
        misconception(id, evidence=evidence, called=f"remedy() where {cases[0][1]}", returned=given[0], expected=right(cases[0][0]), why=why)


@check(points=2)
def test_reads(submission):
    """A busy query node: move, repeat, or add"""
    one = facts([node(0.95, 1), node(0.05, 0, 0.2), node(0.05, 0, 0.2)])
    uneven = facts([node(0.95, 14), node(0.2, 2), node(0.5, 8)])
    refuse_names(submission, [(uneven, "one node is busy with 14 segments, and another has 2"), (one, "one node is busy with the only segment, and two are idle"), (facts([node(0.95, 8)] * 3), "all nodes are busy")],
                 ["query nodes"] * 3, "busy-means-more-nodes", "whatever the other nodes did, a busy node got the answer “query nodes”", "Two nodes have nothing to do already. What would a further one do?")
    for f, said, why in (
        (uneven, "one node is busy with 14 segments, and another has 2", "Nothing has to be bought: the work has to move."),
        (one, "one node is busy with the only segment, and two are idle and empty", "A segment is not divided. It can be loaded once more."),
        (facts([node(0.95, 8), node(0.95, 8)]), "all nodes are busy, with the same number of segments", "All of them work. There have to be more."),
        (facts([node(0.95, 1), node(0.1, 0, 0.7)]), "one node is busy with the only segment, and the idle one has no memory free", "A second replica would not fit."),
        (facts([node(0.95, 1), node(0.1, 0, 0.5)]), "one node is busy with the only segment, and half of the idle one's memory is free", "Half or more is enough."),
        (facts([node(0.9, 6), node(0.39, 4), node(0.6, 1)]), "the busiest has 6 segments, an idle one 4, and one that is not idle 1", "Two more is enough."),
        (facts([node(0.9, 5), node(0.39, 4), node(0.6, 1)]), "the busiest has 5 segments, the only idle one 4, and no memory is free", "With one more there is nothing to gain: they would change places."),
        (facts([node(0.9, 6), node(0.4, 1, 0.1)]), "the others use exactly 40%", "0.4 is not below 0.4."),
        (facts([node(0.8, 9), node(0.1, 1)]), "the busiest uses exactly 80%", "0.8 is not busy."),
        (facts([node(0.81, 9), node(0.1, 1)], tick=0.9), "a node is busy, and the searches wait for ticks", "The busy node comes first."),
        (facts([node(0.9, 2), node(0.9, 9), node(0.1, 3, 0.9)]), "two are equally busy, with 2 and 9 segments, and an idle one has 3", "The one with most segments can give some away."),
        (facts([node(0.85, 9), node(0.95, 4), node(0.1, 3, 0.3)]), "the busiest has 4 segments, a less busy one 9, and an idle one 3", "The busiest one counts."),
        (facts([node(0.95, 8, 0.3)]), "there is one node, and it is busy", "There is no other."),
        (facts([node(0.95, 3), node(0.1, 4, 0.9), node(0.3, 1, 0.9)]), "the busiest has 3 segments, two idle ones 4 and 1", "The one with fewest segments counts."),
        (facts([node(0.95, 1), node(0.1, 0, 0.95), node(0.3, 0, 0.45)]), "the second idle node has memory free, the first has not", "Any of the idle ones will do."),
    ):  # fmt: skip
        ask(submission, f, said, why)


@check(points=2)
def test_writes(submission):
    """Writes that are throttled, indexes that are late"""
    full = facts(writes={"offered": 12000, "accepted": 9800})
    refuse_names(submission, [(full, "two shards of 5,000 rows per second take 9,800 of 12,000"), (facts(writes={"offered": 9000, "accepted": 4900}, shards=1), "one shard takes 4,900 of 9,000")],
                 ["replicas"] * 2, "replicas-take-writes", "rows that the shards could not take were answered with “replicas”", "A row is written once, into its shard. What does a second copy of the reads change?")
    for f, said, why in (
        (full, "two shards of 5,000 rows per second take 9,800 of 12,000", "They are full."),
        (facts(writes={"offered": 12000, "accepted": 9500}), "two shards of 5,000 take 9,500 of 12,000, exactly 95%", "At least 95%."),
        (facts(writes={"offered": 12000, "accepted": 9499}), "two shards of 5,000 take 9,499 of 12,000", "The shards could take more: something else throttles."),
        (facts(writes={"offered": 9900, "accepted": 9900}), "all of 9,900 rows are accepted, of 10,000 possible", "No row is turned away."),
        (facts(writes={"offered": 99000, "accepted": 79900}, shards=16), "16 shards are full", "There are no more than 16."),
        (facts(writes={"offered": 99000, "accepted": 74900}, shards=15), "15 shards are full", "There may be one more."),
        (facts(builds={"cpu": 0.95, "waiting": 40}), "40 segments wait for an index, data nodes use 95%", "They build indexes."),
        (facts(builds={"cpu": 0.8, "waiting": 40}), "40 segments wait, data nodes use exactly 80%", "0.8 is not more than 0.8."),
        (facts(builds={"cpu": 0.95, "waiting": 0}), "data nodes use 95%, and nothing waits", "They are busy and in time."),
        (facts(builds={"cpu": 0.95, "waiting": 1}), "one segment waits, data nodes use 95%", "One is enough."),
        (facts([node(0.95, 8)] * 2, builds={"cpu": 0.95, "waiting": 3}), "indexes are late and query nodes are busy", "Segments without an index make the searches slow: first things first."),
        (facts([node(0.95, 8)] * 2, builds={"cpu": 0.95, "waiting": 3}, writes={"offered": 12000, "accepted": 9900}), "everything is full", "The first rule that holds."),
        (facts([node(0.95, 8)] * 2, writes={"offered": 99000, "accepted": 79900}, shards=16), "16 shards are full, and all query nodes are busy", "The first rule cannot help, the third does."),
    ):  # fmt: skip
        ask(submission, f, said, why)


@check(points=1)
def test_nobody_is_busy(submission):
    """No node is busy, and it is slow all the same"""
    for f, said, why in (
        (facts(tick=0.9), "searches spend 90% of their time waiting for a tick", "No machine makes time pass faster."),
        (facts(tick=0.5), "searches spend exactly half of their time waiting", "More than half."),
        (facts([node(0.3, 8, 0.95), CALM]), "one node has 95% of its memory in use", "It cannot load the next segment."),
        (facts([node(0.3, 8, 0.9), CALM]), "one node has exactly 90% of its memory in use", "More than 90%."),
        (facts([node(0.3, 8, 0.95), CALM], tick=0.6), "memory is full, and searches wait for ticks", "The order of the rules."),
        (facts([node(0.95, 8, 0.95)] * 2), "memory is full, and all nodes are busy", "The order of the rules."),
        (facts(), "everyone has time", "Look at the client."),
        (facts([node(0.05, 0, 0.1), node(0.1, 16, 0.1)]), "one node is empty, and none is busy", "Uneven alone is no symptom."),
    ):  # fmt: skip
        ask(submission, f, said, why)


@check(points=2, after=("test_reads", "test_writes", "test_nobody_is_busy"))
def test_many_clusters(submission, rng):
    """Eighty clusters, drawn"""
    wrong = []
    for _ in range(80):
        nodes = [node(round(float(rng.choice([0.1, 0.3, 0.4, 0.5, 0.8, 0.85, 0.95])), 2), int(rng.integers(0, 6)), round(float(rng.choice([0.2, 0.5, 0.6, 0.9, 0.95])), 2)) for _ in range(int(rng.integers(1, 6)))]
        shards, channel = int(rng.choice([1, 2, 8, 16])), int(rng.integers(1, 9)) * 1000
        offered = int(shards * channel * rng.uniform(0.5, 1.5))
        f = facts(nodes, shards=shards, channel=channel, writes={"offered": offered, "accepted": min(offered, int(shards * channel * rng.uniform(0.8, 1.0)))} if rng.random() < 0.4 else {"offered": offered, "accepted": offered},
                  builds={"cpu": round(float(rng.choice([0.3, 0.9])), 2), "waiting": int(rng.integers(0, 2))}, tick=round(float(rng.choice([0.1, 0.7])), 2), replicas=1)  # fmt: skip
        given = submission.remedy({**f, "nodes": [dict(n) for n in f["nodes"]]})
        if given != right(f):
            wrong.append((len(nodes), f, given))
    if wrong:
        _, f, given = min(wrong, key=lambda w: w[0])
        fail(called=f"remedy({f})", returned=given, expected=right(f), why=f"{len(wrong)} of 80 clusters came out wrong; this is the smallest.")
