"""Checks of ch17/ex04. What is right comes from the smallest number of nodes for each kind and number of replicas, in whole numbers."""

from grader.checks import check, fail, misconception

GIB = 2**30
KINDS = [{"name": "small", "gib": 16, "cores": 4, "euros": 100}, {"name": "wide", "gib": 64, "cores": 8, "euros": 330}, {"name": "quick", "gib": 32, "cores": 16, "euros": 300}]


def need(**more):
    return {"rows": 10_000_000, "bytes": 3208, "searches": 100, "ms": 20, "lose": 0, "gap": True} | more


def right(n, kinds, *, whole=True, shared=False, multiplied=False):
    """The plan; with a named idea switched on, the plan that it leads to."""
    found = []
    for kind in kinds:
        for r in range(1 if n["gap"] else n["lose"] + 1, 9):
            fit = -(-10 * n["rows"] * n["bytes"] * (1 if shared else r) // (9 * kind["gib"] * GIB))
            work = -(-n["searches"] * n["ms"] // (1000 * kind["cores"] * (r if multiplied else 1)))
            nodes = max(r, fit, work) + n["lose"] if whole else max(r + n["lose"], fit, work)
            nodes = max(nodes, 1)
            if nodes <= 64:
                found.append((kind["euros"] * nodes, nodes, r, kind["name"]))
    if not found:
        return None
    _, nodes, r, name = min(found)
    return {"kind": name, "nodes": nodes, "replicas": r}


IDEAS = {
    "everyone-is-there": ({"whole": False}, "the plan holds as long as no node is lost, and not afterwards", "The nodes that are left have to hold all rows and answer all searches."),
    "replicas-share-the-rows": ({"shared": True}, "the memory of one replica was bought, for several of them", "Each replica has every row in memory once more."),
    "replicas-multiply-cores": ({"multiplied": True}, "the cores were counted once per replica", "A second replica on the same nodes has no cores of its own."),
}


def ask(submission, n, said, why, kinds=KINDS, ideas=()):
    expected, given = right(n, kinds), submission.plan(dict(n), [dict(k) for k in kinds])
    if given == expected:
        return
    for idea in ideas:
        switched, evidence, reason = IDEAS[idea]
        if given == right(n, kinds, **switched):
            misconception(idea, evidence=evidence, called=f"plan() for {said}", returned=given, expected=expected, why=reason)
    fail(called=f"plan() for {said}", returned=given, expected=expected, why=why)


@check(points=2)
def test_memory(submission):
    """Memory decides: one replica, several, exactly full"""
    one = [{"name": "only", "gib": 10, "cores": 1000, "euros": 7}]
    twice = need(rows=2**28, bytes=36, lose=1, gap=False)
    ask(submission, twice, "9 GiB of rows without a gap, on nodes of 10 GiB", "Two replicas of 9 GiB fill two nodes to exactly 90%, and a third may be lost.", one)
    ask(submission, need(rows=2**28, bytes=36), "9 GiB of rows on nodes of 10 GiB", "Exactly 90% is allowed.", one)
    ask(submission, need(rows=2**28 + 1, bytes=36), "9 GiB and one row on nodes of 10 GiB", "One row too many for one node.", one)
    ask(submission, need(), "10 million rows of 3,208 bytes", "29.9 GiB.")
    ask(submission, need(rows=200_000_000), "200 million rows of 3,208 bytes", "598 GiB.")
    ask(submission, need(rows=2_000_000_000), "two billion rows of 3,208 bytes", "No more than 64 nodes.")
    ask(submission, need(rows=64 * 2**28, bytes=36), "576 GiB of rows on nodes of 10 GiB", "64 nodes are allowed.", one)
    ask(submission, need(rows=64 * 2**28 + 1, bytes=36), "576 GiB and one row on nodes of 10 GiB", "65 are not.", one)
    ask(submission, need(rows=1), "one row", "One node at least.")
    ask(submission, need(), "no kinds at all", "Nothing to choose from.", [])


@check(points=2)
def test_throughput(submission):
    """Throughput decides"""
    cores = [{"name": "only", "gib": 1000, "cores": 4, "euros": 7}]
    ask(submission, need(searches=400, ms=20), "400 searches of 20 ms on nodes of 4 cores", "8,000 ms in each second are two nodes.", cores, ["replicas-multiply-cores"])
    ask(submission, need(searches=3000, ms=20), "3,000 searches of 20 ms", "60 cores.", ideas=["replicas-multiply-cores"])
    ask(submission, need(searches=200, ms=20), "200 searches of 20 ms on nodes of 4 cores", "Exactly one node.", cores)
    ask(submission, need(searches=201, ms=20), "201 searches of 20 ms on nodes of 4 cores", "One search too many for one node.", cores)
    ask(submission, need(searches=0, ms=20), "no searches", "Only memory counts.")
    ask(submission, need(searches=30000, ms=20), "30,000 searches of 20 ms", "600 cores: 38 of the quick ones.")
    ask(submission, need(searches=60000, ms=20), "60,000 searches of 20 ms", "1,200 cores are more than 64 nodes of any kind have.")


@check(points=3, after=("test_memory", "test_throughput"))
def test_losses(submission):
    """Nodes are lost, with a gap or without"""
    ask(submission, need(lose=1, rows=40_000_000), "40 million rows, one node may be lost, a gap is accepted", "119.5 GiB on the nodes that are left.", ideas=["everyone-is-there", "replicas-share-the-rows"])
    ask(submission, need(lose=2, rows=40_000_000, searches=900), "40 million rows, 900 searches, two nodes may be lost", "The nodes that are left answer everything.", ideas=["everyone-is-there", "replicas-share-the-rows"])
    ask(submission, need(lose=1, gap=False), "10 million rows, one node may be lost, without a gap", "Two replicas, and each still has a node.", ideas=["everyone-is-there", "replicas-share-the-rows"])
    ask(submission, need(rows=7 * 2**28, bytes=36, lose=2, gap=False), "63 GiB of rows, two nodes may be lost, without a gap", "Three replicas of 63 GiB fit the nodes that are left.", [{"name": "only", "gib": 10, "cores": 1000, "euros": 7}], ["everyone-is-there", "replicas-share-the-rows"])
    ask(submission, need(lose=2, gap=False, rows=1000), "a thousand rows, two nodes may be lost, without a gap", "Three replicas, and five nodes: two are lost, and each replica still has one.")
    ask(submission, need(lose=1, rows=1000), "a thousand rows, one node may be lost, a gap is accepted", "One replica, and a node to move to.")
    ask(submission, need(lose=0, gap=False), "no node may be lost, without a gap", "No node is lost: one replica.")
    few = [{"name": "many", "gib": 10, "cores": 8, "euros": 100}, {"name": "one", "gib": 30, "cores": 8, "euros": 210}]
    ask(submission, need(rows=27 * 2**30, bytes=1, lose=2), "27 GiB of rows, two nodes may be lost: five nodes of 100 euros, or three of 210", "The nodes that may be lost are paid for.", few, ["everyone-is-there"])
    equal = [{"name": "b", "gib": 32, "cores": 8, "euros": 200}, {"name": "a", "gib": 32, "cores": 8, "euros": 200}, {"name": "half", "gib": 16, "cores": 4, "euros": 100}]
    ask(submission, need(rows=1000, searches=400), "kinds of 200, 200 and 2 × 100 euros", "At the same price the fewest nodes, then the first name.", equal)
    ask(submission, need(rows=1000, searches=400), "kinds of 200, 200 and 2 × 100 euros, in a different order", "The order of the list does not count.", equal[::-1])
    ask(submission, need(rows=20_000_000, bytes=1000, searches=10, lose=1), "free machines", "Everything costs nothing: the fewest nodes.", [{"name": "z", "gib": 8, "cores": 2, "euros": 0}, {"name": "y", "gib": 16, "cores": 2, "euros": 0}])


@check(points=2, after="test_losses")
def test_many(submission, rng):
    """Sixty needs, drawn"""
    wrong = []
    for _ in range(60):
        kinds = [{"name": f"k{int(rng.integers(100))}-{i}", "gib": int(rng.choice([8, 16, 32, 64, 256])), "cores": int(rng.choice([2, 4, 8, 16])), "euros": int(rng.integers(2, 40)) * 10} for i in range(int(rng.integers(1, 6)))]
        n = need(rows=int(10 ** rng.uniform(3, 9)), bytes=int(rng.choice([136, 520, 776, 3208])), searches=int(10 ** rng.uniform(0, 4)), ms=int(rng.choice([1, 5, 20, 90])), lose=int(rng.integers(0, 3)), gap=bool(rng.integers(2)))
        given = submission.plan(dict(n), [dict(k) for k in kinds])
        if given != right(n, kinds):
            wrong.append((len(kinds), n, kinds, given))
    if wrong:
        _, n, kinds, given = min(wrong, key=lambda w: w[0])
        fail(called=f"plan({n}, {kinds})", returned=given, expected=right(n, kinds), why=f"{len(wrong)} of 60 came out wrong; this is the shortest.")
