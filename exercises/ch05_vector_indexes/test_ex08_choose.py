"""Checks of ch05/ex08."""

import numpy as np

from grader.checks import check, fail, misconception

KINDS = ("FLAT", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "HNSW", "DISKANN")


def memory(kind, rows, dim):
    """Bytes in memory, as the statement gives them; DISKANN keeps its codes there, an eighth of the vectors."""
    raw = rows * dim * 4
    return {"FLAT": raw, "IVF_FLAT": raw * 1.01, "IVF_SQ8": raw * 0.26, "IVF_PQ": raw * 0.04, "HNSW": raw + rows * 128, "DISKANN": raw / 8}[kind]


def sheet(rng, **fixed):
    """A requirement sheet with room to spare, unless something is fixed."""
    rows = fixed.pop("rows", int(rng.integers(2, 9)) * 1_000_000)
    dim = fixed.pop("dim", int(rng.choice([128, 256, 384, 768])))
    ram = int(fixed.pop("ram_per_raw", 3.0) * rows * dim * 4)
    return {"rows": rows, "dim": dim, "ram": ram, "ssd": False, "recall": 0.95, "k": 10, "filtered_out": 0.0} | fixed


def accepted(s):
    """Every index that meets the sheet."""
    if s["recall"] == 1.0 or s["filtered_out"] > 0.98:
        return {"FLAT"}
    fits = {kind for kind in KINDS if memory(kind, s["rows"], s["dim"]) <= s["ram"]} - {"FLAT"}
    if not s["ssd"]:
        fits -= {"DISKANN"}
    if s["recall"] > 0.9:
        fits -= {"IVF_PQ"}
    if 100 * s["k"] >= s["rows"]:
        fits &= {"IVF_FLAT", "IVF_SQ8"}
    if s["wants"] == "speed":
        return fits & {"HNSW"} or fits
    return set(sorted(fits, key=lambda kind: memory(kind, s["rows"], s["dim"]))[:1])


def ask(submission, s):
    call = f"choose({s})"
    value = submission.choose(dict(s))
    if not isinstance(value, str) or value not in KINDS:
        fail(called=call, returned=repr(value), expected=f"one of {', '.join(KINDS)}", why="The sheet is handed to the person who builds it.")
    return value, call


def each(submission, sheets, why, idea):
    """Judge sheets of one kind; `idea(sheet, value)` gives (id, evidence, question) or None."""
    for s in sheets:
        value, call = ask(submission, s)
        good = accepted(s)
        if value in good:
            continue
        named = idea(s, value)
        expected = " or ".join(kind for kind in KINDS if kind in good)
        if named:
            misconception(named[0], evidence=named[1], called=call, returned=value, expected=expected, why=named[2])
        fail(called=call, returned=value, expected=expected, why=why)


def nothing(_sheet, _value):
    """No idea to name."""


@check(points=1)
def test_enough_memory_and_speed(submission, rng):
    """Room for everything, few neighbors, speed first"""
    each(submission, [sheet(rng, wants="speed", recall=r, ssd=ssd) for r in (0.95, 0.97, 0.9) for ssd in (False, True)],
         "With memory to spare, few neighbors and speed first, graphs lead.", nothing)


@check(points=2, after="test_enough_memory_and_speed")
def test_memory_decides(submission, rng):
    """The best index that does not fit is no candidate"""
    tight = [sheet(rng, wants="speed", ram_per_raw=r, recall=0.95) for r in (0.5, 0.4)]
    tight += [sheet(rng, wants="speed", ram_per_raw=0.07, recall=0.8)]

    thrifty = [sheet(rng, wants="memory", recall=0.95), sheet(rng, wants="memory", recall=0.85), sheet(rng, wants="memory", recall=0.95, ssd=True)]
    many = sheet(rng, wants="speed", rows=400_000, k=8_000)

    def idea(s, value):
        if value != "HNSW" or any(ask(submission, other)[0] != "HNSW" for other in (tight[0], thrifty[0], many)):
            return None
        need, least = memory(value, s["rows"], s["dim"]), min(memory(kind, s["rows"], s["dim"]) for kind in accepted(s))
        if need > s["ram"]:
            return ("hnsw-for-everything", f"{value} needs {need / 1e9:.1f} GB of the {s['ram'] / 1e9:.1f} GB there are",
                    "A graph holds whole vectors and its edges. Which index keeps a byte per number, or less?")
        return ("hnsw-for-everything", f"{value} takes {need / 1e9:.1f} GB where {least / 1e9:.1f} GB would do",
                "The sheet wants memory saved and promises kept. Which index keeps them with the fewest bytes?")

    each(submission, tight, "An index that does not load gives no speed.", idea)
    each(submission, thrifty, "Among those that keep the promises, the smallest.", idea)


@check(points=1, after="test_enough_memory_and_speed")
def test_exact_means_exact(submission, rng):
    """A recall of 1 has one answer"""
    sheets = [sheet(rng, wants="speed", recall=1.0), sheet(rng, wants="memory", recall=1.0, rows=200_000)]

    def idea(s, value):
        if ask(submission, {**s, "recall": 0.95})[0] != value:
            return None
        return ("approximate-is-exact", f"{value} for a promised recall of 1.0, as for 0.95", "Which index can *guarantee* that nothing is missed?")

    each(submission, sheets, "Only FLAT promises 1.0; the others come near.", idea)


@check(points=1, after="test_enough_memory_and_speed")
def test_almost_everything_filtered_out(submission, rng):
    """A filter that leaves less than one row in fifty, and one that leaves more"""
    each(submission, [sheet(rng, wants=wants, filtered_out=f) for f in (0.981, 0.99, 0.995) for wants in ("speed", "memory")],
         "The documentation's rule: above 98% filtered out, compare what is left. A graph walk would mostly visit rows that do not count.", nothing)
    each(submission, [sheet(rng, wants="speed", filtered_out=f) for f in (0.3, 0.6, 0.9, 0.97, 0.98)],
         "More than 98% is the rule: up to there FLAT is too slow.", nothing)


@check(points=1, after="test_enough_memory_and_speed")
def test_many_neighbors(submission, rng):
    """Thousands of neighbors per query: at least one row in a hundred"""
    each(submission, [sheet(rng, wants="speed", rows=2_000_000, k=k) for k in (1_500, 19_999)], "1% of two million are 20,000: below that speed decides.", nothing)
    sheets = [sheet(rng, wants=wants, rows=rows, k=k, ram_per_raw=ram)
              for rows, k in ((400_000, 8_000), (1_000_000, 10_000), (200_000, 2_000)) for wants, ram in (("speed", 3), ("speed", 1.0), ("speed", 0.3), ("memory", 3))]
    each(submission, sheets, "A walk that must keep thousands of candidates loses its advantage; cells are read whole anyway.", nothing)


@check(points=1, after="test_enough_memory_and_speed")
def test_bigger_than_memory(submission, rng):
    """More data than memory, high recall, and a fast disk"""
    each(submission, [sheet(rng, wants="speed", ram_per_raw=ram, recall=0.95, ssd=True) for ram in (0.2, 0.125)],
         "Codes in memory, vectors and graph on the disk: that is what DISKANN is for.",
         lambda s, v: ("pq-keeps-recall", "IVF_PQ for a recall of 0.95", "What does 1/32 of the bytes do to recall, when nothing refines the answer?") if v == "IVF_PQ" else None)


@check(points=2, after=("test_memory_decides", "test_many_neighbors", "test_bigger_than_memory"))
def test_at_the_borders(submission, rng):
    """A little more memory or a little less than an index needs, and promises just at a rule's number"""
    rows, dim = int(rng.integers(2, 9)) * 1_000_000, int(rng.choice([128, 256, 384]))
    usual = {"rows": rows, "dim": dim, "ssd": False, "recall": 0.95, "k": 10, "filtered_out": 0.0}
    sheets = []
    for kind in KINDS[1:]:
        need = memory(kind, rows, dim)
        for ram in (int(need * 0.998), int(need * 1.002)):
            for wants in ("speed", "memory"):
                sheets += [usual | {"ram": ram, "wants": wants, "recall": recall, "ssd": ssd} for recall in (0.85, 0.95) for ssd in (False, True)]
    needed = memory("HNSW", rows, dim)
    sheets += [usual | {"ram": needed, "wants": "speed"}, usual | {"ram": needed - 1, "wants": "speed"}]
    sheets += [usual | {"ram": needed, "wants": "memory", "recall": recall} for recall in (0.9, 0.91)]
    each(submission, [s for s in sheets if accepted(s)], "Take the bytes and the rules as the statement gives them, and do the sum for this sheet.", nothing)
