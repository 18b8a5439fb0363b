"""Checks of ch17/ex07. What is right is computed in whole numbers; every number is compared by itself."""

from grader.checks import check, fail, misconception, require

HNSW = {"index": "HNSW", "recall": 0.99, "ms": 4, "memory": (4, 136), "local": (0, 0)}
SQ8 = {"index": "IVF_SQ8", "recall": 0.95, "ms": 9, "memory": (1, 8), "local": (0, 0)}
DISK = {"index": "DISKANN", "recall": 0.98, "ms": 25, "memory": (0, 392), "local": (4, 232)}
NUMBERS = ("index", "memory", "local", "nodes", "segments", "reload")


def case(**more):
    return {"rows": 10**9, "dim": 768, "replicas": 1, "segment": 512 * 2**20, "gib": 256, "disk": 2000, "rate": 500 * 10**6, "recall": 0.9, "ms": 100, "reload": 10**6, "options": [HNSW]} | more


def numbers(c, option, *, fill=True, disk=True):
    sizes = {where: c["rows"] * (c["dim"] * option[where][0] + option[where][1]) for where in ("memory", "local")}
    room = c["gib"] * 2**30 * (9 if fill else 10)
    shelf = c["disk"] * 2**30 * (8 if fill else 10)
    each = max(1, (10 * sizes["memory"] + room - 1) // room, (10 * sizes["local"] + shelf - 1) // shelf if disk else 1)
    nodes, both = each * c["replicas"] + 1, sum(sizes.values()) * c["replicas"]
    readers = nodes * (nodes - 1) * c["rate"]
    return {"index": option["index"], "memory": sizes["memory"] * c["replicas"], "local": sizes["local"] * c["replicas"], "nodes": nodes, "segments": (c["rows"] * c["dim"] * 4 + c["segment"] - 1) // c["segment"], "reload": (both + readers - 1) // readers}


def right(c):
    fits = []
    for o in c["options"]:
        n = numbers(c, o)
        if o["recall"] >= c["recall"] and o["ms"] <= c["ms"] and n["reload"] <= c["reload"]:
            fits.append((n["nodes"], -o["recall"], o["index"], n))
    return min(fits, key=lambda f: f[:3])[3] if fits else None


def handed(c):
    return {**c, "options": [dict(o) for o in c["options"]]}


def ask(submission, c, said, why, only=NUMBERS, ideas=()):
    expected, given = right(c), submission.design(handed(c))
    called = f"design() for {said}"
    if expected is None or given is None:
        if given != expected:
            fail(called=called, returned=given, expected=expected, why=why)
        return
    require(isinstance(given, dict) and set(given) == set(NUMBERS), called=called, returned=given, expected=f"a dict with {', '.join(NUMBERS)}")
    for name in only:
        if given[name] == expected[name] and not isinstance(given[name], float):
            continue
        option = next((o for o in c["options"] if o["index"] == expected["index"]), None)
        for id, switched, evidence, reason in ideas:
            if given == numbers(c, option, **switched):
                misconception(id, evidence=evidence, called=called, returned=given["nodes"], expected=expected["nodes"], why=reason)
        if name in ("memory", "local") and c["replicas"] > 1 and given[name] * c["replicas"] == expected[name] and given["nodes"] == expected["nodes"]:
            misconception("one-copy-is-bought", evidence=f"`{name}` is that of one replica, and there are {c['replicas']}", called=called, returned=given[name], expected=expected[name], why="Every replica is the whole collection once more.")
        fail(called=f"`{name}` of {called}", returned=given[name], expected=expected[name], why=why)


@check(points=2)
def test_sizes(submission):
    """Bytes and segments, of all replicas and of one"""
    only = ("index", "memory", "local", "segments")
    ask(submission, case(replicas=2, options=[DISK]), "a billion rows with DISKANN, two replicas", "Both replicas have both.", only)
    ask(submission, case(), "a billion rows of 768 dimensions with HNSW", "Bytes per dimension, and bytes per row.", only)
    ask(submission, case(options=[SQ8], dim=100, rows=7), "seven rows of 100 dimensions", "One segment is the least.", only)
    ask(submission, case(rows=2**27, dim=1, segment=2**29), "raw vectors of exactly one segment", "One is enough.", only)
    ask(submission, case(rows=2**27 + 1, dim=1, segment=2**29), "raw vectors of one segment and one row", "The last one is not full.", only)
    ask(submission, case(replicas=3), "three replicas", "Segments are counted once: they are the same.", only)


IDEAS = (
    ("a-node-can-be-full", {"fill": False}, "the nodes are filled to the last byte", "Nine tenths of the memory and eight of the disk. What would the rest of the node run in?"),
    ("disk-is-free", {"disk": False}, "the nodes are counted by memory alone", "What is not in memory lies on their disks."),
)


@check(points=3, after="test_sizes")
def test_nodes(submission):
    """Nodes: by memory or by disk, replicas, and one to lose"""
    only = ("index", "nodes")
    ask(submission, case(options=[DISK], disk=500), "a billion rows with DISKANN on nodes with 500 GiB of disk", "3 TB of vectors lie on the disks.", only, IDEAS)
    ask(submission, case(), "a billion rows with HNSW", "Nine tenths of 256 GiB each.", only, IDEAS)
    ask(submission, case(replicas=3), "a billion rows with HNSW, three replicas", "Each replica has nodes of its own, and one more for all of them.", only, IDEAS)
    ask(submission, case(rows=5), "five rows", "One node, and one to lose.", only)
    ask(submission, case(rows=5, replicas=4), "five rows, four replicas", "A node for each, and one to lose.", only)
    full = {"index": "X", "recall": 0.95, "ms": 1, "memory": (0, 9), "local": (0, 0)}
    ask(submission, case(rows=10**0 * 2**30, gib=10, options=[full]), "rows that fill 90% of a node exactly", "That is one node.", only)
    ask(submission, case(rows=2**30 + 1, gib=10, options=[full]), "rows that fill 90% of a node, and one row more", "That is two.", only)
    ask(submission, case(rows=2**30, disk=10, options=[{**full, "memory": (0, 0), "local": (0, 8)}]), "rows that fill 80% of a disk exactly", "That is one node.", only)
    ask(submission, case(rows=10**18, dim=1536), "10¹⁸ rows", "Whole numbers do not lose digits.", only)


@check(points=2, after="test_nodes")
def test_reload(submission):
    """Reading again what a lost node had"""
    ask(submission, case(), "a billion rows with HNSW", "Its share, read by all the others.")
    ask(submission, case(options=[DISK], replicas=2), "a billion rows with DISKANN, two replicas", "What was on its disk also has to be read.")
    ask(submission, case(rows=1), "one row", "A part of a second is a second.")
    two = {"index": "X", "recall": 0.95, "ms": 1, "memory": (0, 1), "local": (0, 0)}
    ask(submission, case(rows=2000, rate=10, options=[two]), "2,000 bytes on two nodes, 10 bytes per second", "1,000 bytes, and one node to read them.")
    ask(submission, case(rows=2020, rate=10, options=[two]), "2,020 bytes on two nodes, 10 bytes per second", "Exactly 101 seconds.")
    ask(submission, case(rows=2021, rate=10, options=[two]), "2,021 bytes on two nodes, 10 bytes per second", "Rounded up at the end, once.")


@check(points=2, after=("test_nodes", "test_reload"))
def test_choice(submission, rng):
    """The cheapest option that fits"""
    three = [HNSW, SQ8, DISK]
    for c, said, why in (
        (case(options=three), "three indexes, anything goes", "Fewest nodes."),
        (case(options=three, recall=0.98), "three indexes, recall 0.98", "A limit that is just met is met."),
        (case(options=three, recall=0.981), "three indexes, recall 0.981", "Only HNSW."),
        (case(options=three, ms=9), "three indexes, 9 ms", "Exactly 9 ms are within 9 ms."),
        (case(options=three, ms=8), "three indexes, 8 ms", "Only HNSW."),
        (case(options=three, ms=3), "three indexes, 3 ms", "None is that quick."),
        (case(options=three, recall=0.96, ms=20), "three indexes, recall 0.96 within 20 ms", "One option has to meet both."),
        (case(options=three, reload=1), "three indexes, loaded again within a second", "None."),
        (case(options=[]), "no options", "None."),
        (case(options=[{**HNSW, "index": "B", "recall": 0.95}, {**HNSW, "index": "A", "recall": 0.95}, {**HNSW, "index": "C", "recall": 0.97}]), "three options of equally many nodes", "The higher recall."),
        (case(options=[{**HNSW, "index": "B"}, {**HNSW, "index": "A"}]), "two options that differ in their names", "The first name."),
    ):  # fmt: skip
        ask(submission, c, said, why)
    exact = numbers(case(options=three), DISK)["reload"]
    for limit in (exact, exact - 1):
        ask(submission, case(options=three, recall=0.96, reload=limit), f"three indexes, recall 0.96, loaded again within {limit} s", "The time counts among the limits.")
    for _ in range(40):
        options = [{"index": f"I{int(i)}", "recall": round(float(rng.choice([0.9, 0.95, 0.98, 0.99])), 2), "ms": int(rng.integers(1, 40)), "memory": (int(rng.integers(0, 5)), int(rng.integers(8, 400))), "local": (int(rng.integers(0, 5)), int(rng.integers(0, 300)))} for i in rng.permutation(9)[: int(rng.integers(1, 6))]]
        c = case(rows=int(10 ** rng.uniform(5, 10)), dim=int(rng.choice([96, 384, 768, 1536])), replicas=int(rng.integers(1, 4)), gib=int(rng.choice([16, 64, 256])), disk=int(rng.choice([100, 500, 2000])), rate=int(rng.integers(1, 20)) * 10**8, recall=round(float(rng.choice([0.9, 0.95, 0.98])), 2), ms=int(rng.integers(5, 60)), reload=int(rng.choice([5, 60, 600, 10**5])), options=options)  # fmt: skip
        ask(submission, c, f"the case {c}", "All of it together.")
