"""Checks of ch07/ex04."""

import math

from grader.checks import check, fail, misconception, require

GIB = 2**30


def index_of(c, rows):
    """Bytes of the index in memory."""
    raw = rows * c["dim"] * 4
    return {"FLAT": raw, "IVF_SQ8": 0.26 * raw, "HNSW": raw + rows * 8 * c.get("M", 0), "DISKANN": raw / 8}[c["index"]]


def copy_of(c, days):
    rows = c["rows"] + c["per_day"] * days
    return index_of(c, rows) + rows * c["scalars"]


def plan(collections, node, days, *, replicas=True, unloaded=False, unit=GIB, full=False):
    """The three numbers by the statement; the switches make the sums of its misreadings."""
    counted = [c for c in collections if c["loaded"] or unloaded]
    memory = sum((c["replicas"] if replicas else 1) * copy_of(c, days) for c in counted)
    once = sum(copy_of(c, days) for c in counted)
    copies = max((c["replicas"] for c in counted), default=1)
    disk = 0.0
    for c in collections:
        rows = c["rows"] + c["per_day"] * days
        raw = rows * c["dim"] * 4
        disk += 2 * (raw + rows * c["scalars"] + (1.3 * raw if c["index"] == "DISKANN" else index_of(c, rows)))
    one = node * unit
    if full:
        return {"memory": memory, "nodes": max(1, copies, math.ceil(memory / one)), "disk": disk}
    spare = 1 + math.ceil(once / (0.9 * one)) if once else 1
    return {"memory": memory, "nodes": max(copies, math.ceil(memory / (0.8 * one)), spare), "disk": disk}


def one(rng, **fixed):
    """A collection; what is not fixed is drawn."""
    index = fixed.get("index") or str(rng.choice(["FLAT", "IVF_SQ8", "HNSW", "DISKANN"]))
    made = {"rows": int(rng.integers(2, 60)) * 1_000_000 + int(rng.integers(1000)), "per_day": int(rng.integers(1, 60)) * 1_000, "dim": int(rng.choice([128, 384, 768, 1000])), "index": index,
            "scalars": int(rng.integers(20, 400)), "replicas": int(rng.integers(1, 4)), "loaded": True}  # fmt: skip
    if index == "HNSW":
        made["M"] = int(rng.choice([8, 16, 30, 48]))
    return made | fixed


def clear(collections, node, days):
    """Whether no sum of the nodes lies so near to a whole number that rounding decides."""
    counted = [c for c in collections if c["loaded"]]
    memory, once = sum(c["replicas"] * copy_of(c, days) for c in counted), sum(copy_of(c, days) for c in counted)
    parts = (memory / (0.8 * node * GIB), once / (0.9 * node * GIB))
    return all(abs(part - round(part)) > 1e-6 for part in parts if part)


def call(submission, collections, node, days):
    called = f"size({collections}, {node}, {days})"
    found = submission.size([dict(c) for c in collections], node, days)
    if not isinstance(found, dict) or set(found) != {"memory", "nodes", "disk"}:
        fail(called=called, returned=repr(found), expected='a dict with "memory", "nodes" and "disk"', why="Each of the three is ordered from a different place.")
    for key, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or (key == "nodes" and not isinstance(value, int)):
            fail(called=called, returned=f'"{key}": {value!r}', expected="a whole number of nodes (an int)" if key == "nodes" else "bytes, a number", why="It goes into an order.")
    return found, called


def near(value, wanted):
    return abs(value - wanted) <= 1e-3 * abs(wanted) + 1e-6


def told(called, key, value, wanted):
    shown = (lambda v: str(v)) if key == "nodes" else (lambda v: f"{v:,.0f} bytes")
    return {"called": f'{called}["{key}"]', "returned": shown(value), "expected": shown(wanted)}


def judge(submission, collections, node, days, key, why, ideas=()):
    """One number of a plan; `ideas` are (id, evidence, question, the misreading's switches), looked at if its sum is what came back and is wrong."""
    found, called = call(submission, collections, node, days)
    wanted = plan(collections, node, days)
    if found[key] == wanted[key] if key == "nodes" else near(found[key], wanted[key]):
        return
    for name, evidence, question, switches in ideas:
        other = plan(collections, node, days, **switches)
        if other[key] != wanted[key] and (found[key] == other[key] if key == "nodes" else near(found[key], other[key])):
            misconception(name, **told(called, key, found[key], wanted[key]), evidence=evidence, why=question)
    fail(**told(called, key, found[key], wanted[key]), why=why)


FREE = ("replicas-are-free", "the bytes of one copy, where two or more are loaded", "Each replica is loaded again, on other nodes. What does the second one read from?", {"replicas": False})
ALL = ("every-collection-is-in-memory", "the bytes of all collections, loaded or not", "What does a collection that is not loaded keep in the memory of a query node?", {"unloaded": True})
BILLION = ("a-gib-is-a-billion", "the number of nodes for a GiB of 10**9 bytes", "How many bytes has a GiB? The statement says it.", {"unit": 10**9})
FULL = ("a-node-may-be-full", "the number of nodes if each of them is filled to the last byte, and none is ever missing", "What else lives on a query node, and what becomes of its segments when it is gone?", {"full": True})


@check(points=1)
def test_each_index(submission, rng):
    """The memory of one collection, index by index"""
    for index in ("FLAT", "IVF_SQ8", "HNSW", "DISKANN"):
        for m in ((8, 30) if index == "HNSW" else (0,)):
            c = one(rng, index=index, replicas=1, per_day=0, **({"M": m} if m else {}))
            judge(submission, [c], 64, 30, "memory", f"{index}: take the bytes as the statement gives them, and the scalars of every row.")


@check(points=1, after="test_each_index")
def test_growth(submission, rng):
    """Rows of the last day, not of the first"""
    for days in (0, 1, 365):
        c = one(rng, replicas=1, per_day=int(rng.integers(100, 300)) * 1_000)
        for key in ("memory", "disk"):
            judge(submission, [c], 64, days, key, "Rows are added every day, and the machine is bought for the last of them.")


@check(points=1, after="test_each_index")
def test_replicas(submission, rng):
    """Each replica is a copy, on a node of its own"""
    for replicas in (2, 3, 5):
        c = one(rng, replicas=replicas)
        judge(submission, [c], 64, 10, "memory", "Each replica is a copy in memory.", [FREE])
    small = one(rng, rows=1_000, per_day=0, replicas=int(rng.integers(3, 6)), scalars=8)
    judge(submission, [small], 64, 0, "nodes", "Two copies on one node are lost together.")
    many = [one(rng, rows=1_000, per_day=0, replicas=k, scalars=8) for k in (2, 4, 3, 2)]
    judge(submission, many, 64, 0, "nodes", "Copies of different collections may share a node.")


@check(points=1, after="test_each_index")
def test_loaded_or_not(submission, rng):
    """What is not loaded takes the disk alone"""
    asleep = one(rng, loaded=False, replicas=3)
    for collections in ([asleep], [one(rng, replicas=1, index="FLAT", rows=int(rng.integers(1, 9)) * 100_000, dim=128), asleep], []):
        for key in ("memory", "nodes", "disk"):
            judge(submission, collections, 32, 7, key, "Its rows and its index lie in the object storage, and nowhere else.", [ALL] if key != "disk" else [])


@check(points=2, after="test_each_index")
def test_disk(submission, rng):
    """The object storage keeps rows, scalars and index files, twice"""
    for index in ("FLAT", "IVF_SQ8", "HNSW", "DISKANN"):
        judge(submission, [one(rng, index=index)], 64, int(rng.integers(1, 200)), "disk", f"{index}: the vectors themselves are there beside the file of the index, once however many replicas are loaded.")
    judge(submission, [one(rng) for _ in range(4)], 64, 90, "disk", "The sum over all collections.")


@check(points=1, after="test_each_index")
def test_memory_of_a_plan(submission, rng):
    """The memory of many collections together"""
    for _ in range(4):
        judge(submission, [one(rng, replicas=2), one(rng, loaded=False, replicas=2), one(rng)], 64, int(rng.integers(1, 100)), "memory", "The sum over what is loaded, each times its replicas.", [FREE, ALL])


def found_plan(rng, differs, **fixed):
    """A plan in which the number of nodes by the statement is not what `differs` (switches) makes of it."""
    for _ in range(3000):
        collections = [one(rng, **fixed) for _ in range(int(rng.integers(1, 4)))]
        node, days = int(rng.choice([8, 16, 24, 32, 64, 128])), int(rng.integers(0, 200))
        if clear(collections, node, days) and plan(collections, node, days)["nodes"] != plan(collections, node, days, **differs)["nodes"] and plan(collections, node, days)["nodes"] < 400:
            return collections, node, days
    raise AssertionError("no such plan")


@check(points=1, after="test_memory_of_a_plan")
def test_gib(submission, rng):
    """The size of a node is in GiB"""
    for node in (8, 24, 128):  # three quarters of a node, twice: two nodes of so many GiB, three of so many billion bytes
        dim, scalars = int(rng.choice([128, 384, 768])), int(rng.integers(20, 400))
        rows = int(float(rng.uniform(0.755, 0.79)) * node * GIB / (dim * 4 + scalars))
        c = {"rows": rows, "per_day": 0, "dim": dim, "index": "FLAT", "scalars": scalars, "replicas": 2, "loaded": True}
        assert plan([c], node, 0)["nodes"] == 2 and plan([c], node, 0, unit=10**9)["nodes"] == 3
        judge(submission, [c], node, 0, "nodes", "The sizes of nodes are in GiB, those of collections in bytes.", [BILLION])


@check(points=2, after="test_memory_of_a_plan")
def test_smallest_number(submission, rng):
    """No node too many, none too few, at 80%"""
    for _ in range(6):
        judge(submission, *found_plan(rng, {"full": True}, replicas=2), "nodes", "A node that is filled to 80% can still take in new rows and answer.", [FREE, FULL])
    for share, wanted in ((0.79, 2), (0.81, 3)):  # of two nodes; a second replica, so that the day without one node asks for less
        dim, node = 256, 16
        rows = int(share * node * GIB / (dim * 4 + 100))
        c = {"rows": rows, "per_day": 0, "dim": dim, "index": "FLAT", "scalars": 100, "replicas": 2, "loaded": True}
        assert plan([c], node, 0)["nodes"] == wanted
        judge(submission, [c], node, 0, "nodes", "80% is the limit: a little less fits, a little more does not.", [FULL])
    mixed = [one(rng, replicas=2), one(rng, loaded=False, replicas=4, rows=50_000_000)]
    judge(submission, mixed, 512, 3, "nodes", "What is not loaded needs no node.", [ALL])


@check(points=2, after="test_memory_of_a_plan")
def test_one_node_gone(submission, rng):
    """When one node is gone, the others hold one copy of everything"""
    dim, node = 128, 8
    for share, wanted in ((0.05, 2), (0.78, 2), (0.89, 2), (0.91, 3), (1.58, 3), (1.79, 3), (1.81, 4)):
        rows = int(share * node * GIB / (dim * 4 + 60))
        parts = [rows] if share < 1 else [rows // 3, rows - rows // 3]
        collections = [{"rows": n, "per_day": 0, "dim": dim, "index": "FLAT", "scalars": 60, "replicas": 1, "loaded": True} for n in parts]
        assert plan(collections, node, 0)["nodes"] == wanted
        judge(submission, collections, node, 0, "nodes", "With one replica its segments have to go somewhere: the others must have the room.", [FULL])
    empty = {"rows": 0, "per_day": 0, "dim": dim, "index": "FLAT", "scalars": 60, "replicas": 1, "loaded": True}
    require(call(submission, [empty], node, 0)[0]["nodes"] == 1, called="size of one collection without rows, loaded once", returned="more than one node", expected="1", why="There is nothing to hold when a node is gone.")


