"""Checks of ch05/ex04."""

import numpy as np

from grader.checks import check, fail, misconception, require

MILLION = 1_000_000
TOLERANCE = 0.10


def parts(kind, rows, dim, **p):
    """What each index keeps in memory, by name."""
    if kind == "HNSW":
        return {"vectors": rows * dim * 4, "edges": rows * 2 * p["M"] * 4}
    kept = {"FLAT": dim * 4, "IVF_FLAT": dim * 4, "IVF_SQ8": dim, "IVF_PQ": p.get("m", 0) * p.get("nbits", 8) / 8}[kind]
    found = {"vectors": rows * kept}
    if kind != "FLAT":
        found |= {"centers": p["nlist"] * dim * 4, "cell numbers": rows * 2}
    if kind == "IVF_PQ":
        found["codebooks"] = 2 ** p["nbits"] * dim * 4
    return found


def ask(submission, kind, rows, dim, **p):
    call = f'index_bytes("{kind}", {rows}, {dim}' + "".join(f", {k}={v}" for k, v in p.items()) + ")"
    value = submission.index_bytes(kind, rows, dim, **p)
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        fail(called=call, returned=repr(value), expected="a number of bytes", why="It decides how much memory is bought.")
    return float(value), call


def near(value, expected):
    return abs(value - expected) <= TOLERANCE * expected


def explain(value, call, kind, rows, dim, p, why):
    """Which wrong idea gives just this number, and no right one does."""
    right = parts(kind, rows, dim, **p)
    total = sum(right.values())
    ideas = {}
    if kind == "HNSW":
        ideas["hnsw-is-only-its-vectors"] = (right["vectors"], "the edges are not in it", "A graph without edges is a list. Where are they kept?")
        ideas["m-edges-a-row"] = (right["vectors"] + right["edges"] / 2, "it has M edges per row", "How many edges may a row have in the lowest layer, where every row is?")
    if kind in ("IVF_SQ8", "IVF_PQ"):
        ideas["codes-and-vectors"] = (total + rows * dim * 4, "the whole vectors are counted beside the codes",
                                      "What was the shortening for, if the long form stays in memory?")
    if kind == "IVF_PQ":
        ideas["a-code-is-a-byte"] = (total - right["vectors"] + rows * p["m"], f"a code of {p['nbits']} bits was taken for a byte",
                                     "nbits is the length of one code. How long are m of them?")
    expected = f"{total:,.0f} ± 10%: " + ", ".join(f"{name} {size:,.0f}" for name, size in right.items())
    for id, (wrong, evidence, question) in ideas.items():
        # 2 % : near enough to be that idea, and far from the right number by construction of the cases.
        if abs(value - wrong) <= 0.02 * wrong and not near(wrong, total):
            misconception(id, evidence=f"{value:,.0f} bytes: {evidence}", called=call, returned=f"{value:,.0f}", expected=expected, why=question)
    fail(called=call, returned=f"{value:,.0f}", expected=expected, why=why)


def verdict(submission, kind, rows, dim, why="", **p):
    value, call = ask(submission, kind, rows, dim, **p)
    if not near(value, sum(parts(kind, rows, dim, **p).values())):
        explain(value, call, kind, rows, dim, p, why)


@check(points=1)
def test_flat(submission, rng):
    """FLAT: four bytes per number, for few rows and for many"""
    verdict(submission, "FLAT", MILLION, 128, why="1,000,000 x 128 float32 are 512 MB.")
    verdict(submission, "FLAT", int(rng.integers(800, 1200)), 64, why="Nothing but the vectors is kept: no cells, no codebooks.")


@check(points=1, after="test_flat")
def test_whole_vectors(submission, rng):
    """IVF_FLAT: four bytes per number, and what the cells add"""
    verdict(submission, "IVF_FLAT", MILLION, 128, nlist=2000, why="The documentation counts 1 + 2 + 512 MB.")
    verdict(submission, "IVF_FLAT", int(rng.integers(800, 1200)), 64, nlist=8, why="Vectors, cell numbers and a few centers: IVF_FLAT has no codebooks.")
    rows, dim = int(rng.integers(20_000, 60_000)), int(rng.integers(8, 12)) * 8
    verdict(submission, "IVF_FLAT", rows, dim, nlist=8192, why="With many cells for few rows the centers also weigh.")
    verdict(submission, "IVF_FLAT", rows, dim, nlist=65_536, why="Here the centers are most of it: four bytes per number, as the vectors.")
    verdict(submission, "IVF_FLAT", 100 * MILLION, 2, nlist=1024, why="On short vectors the number of the cell weighs: two bytes per row.")


@check(points=2, after="test_flat")
def test_a_graph(submission, rng):
    """HNSW: vectors and edges"""
    verdict(submission, "HNSW", MILLION, 32, M=32, why="Edges are most of a graph on short vectors.")
    rows, dim, m = int(rng.integers(2, 9)) * 100_000, int(rng.integers(3, 6)) * 8, int(rng.integers(20, 33))
    verdict(submission, "HNSW", rows, dim, M=m, why="Vectors, and 2·M edges of four bytes per row.")
    verdict(submission, "HNSW", MILLION, 128, M=16, why="The documentation counts 128 MB for 32 edges per row and 512 MB for the vectors.")


@check(points=2, after="test_flat")
def test_shortened_vectors(submission, rng):
    """IVF_SQ8 and IVF_PQ: what is kept instead of the vector"""
    verdict(submission, "IVF_SQ8", MILLION, 128, nlist=2000, why="The documentation counts 1 + 2 + 128 MB.")
    rows, dim = int(rng.integers(20_000, 60_000)), int(rng.integers(8, 12)) * 8
    verdict(submission, "IVF_SQ8", rows, dim, nlist=8192, why="The centers stay as they are, four bytes per number.")
    verdict(submission, "IVF_SQ8", int(rng.integers(800, 1200)), 64, nlist=8, why="A byte per number, cell numbers and a few centers: IVF_SQ8 has no codebooks.")
    verdict(submission, "IVF_SQ8", 100 * MILLION, 4, nlist=1024, why="On short vectors the number of the cell weighs: two bytes per row.")
    rows, dim = int(rng.integers(2, 9)) * 1_000_000, int(rng.integers(4, 9)) * 32
    verdict(submission, "IVF_PQ", rows, dim, nlist=1024, m=dim // 4, nbits=4, why="m codes of nbits bits each.")
    verdict(submission, "IVF_PQ", MILLION, 128, nlist=2000, m=8, nbits=8, why="The documentation counts 1 + 2 + 8 MB.")
    verdict(submission, "IVF_PQ", 10 * MILLION, 768, nlist=128, m=768, nbits=8, why="768 codes of eight bits are 768 bytes per row.")
    verdict(submission, "IVF_PQ", 10 * MILLION, 768, nlist=128, m=2, nbits=4, why="Two codes of four bits are one byte: the number of the cell weighs more.")


@check(points=1, after="test_flat")
def test_codebooks_count_when_rows_are_few(submission, rng):
    """IVF_PQ with long codes: the codebooks also take memory"""
    rows, dim = int(rng.integers(20_000, 40_000)), 256
    verdict(submission, "IVF_PQ", rows, dim, nlist=64, m=32, nbits=12,
            why="m codebooks of 2^nbits pieces, of dim/m numbers each: 2^nbits x dim numbers together.")


@check(points=2, after=("test_whole_vectors", "test_a_graph", "test_shortened_vectors"))
def test_what_fits(submission, rng):
    """what_fits(): the indexes below a limit of memory"""
    dim = 128
    choices = {"FLAT": {}, "IVF_FLAT": {"nlist": 1024}, "IVF_SQ8": {"nlist": 1024}, "IVF_PQ": {"nlist": 1024, "m": 16, "nbits": 8}, "HNSW": {"M": 32}}
    rows = int(rng.integers(1, 20)) * 1_000_000
    sizes = {kind: sum(parts(kind, rows, dim, **p).values()) for kind, p in choices.items()}
    steps = sorted(sizes.values())
    # Limits well between two sizes, so that ten per cent never decide.
    limits = [steps[0] / 2, *((float(a) * b) ** 0.5 for a, b in zip(steps, steps[1:], strict=False) if b > 1.3 * a), steps[-1] * 2]
    for limit in limits:
        call = f"what_fits({limit:.0f}, {rows}, {dim}, choices)"
        value = submission.what_fits(float(limit), rows, dim, choices)
        if isinstance(value, np.ndarray):
            value = value.tolist()
        require(isinstance(value, (list, tuple, set, frozenset)), called=call, returned=repr(value), expected="a list of index types", why="More than one may fit.")
        expected = sorted(kind for kind, size in sizes.items() if size <= limit)
        require(sorted(map(str, value)) == expected, called=call, returned=repr(value), expected=expected,
                why="An index that does not fit is not slower: it does not load.")
    for kind in choices:
        limit, _ = ask(submission, kind, rows, dim, **choices[kind])
        value = submission.what_fits(limit, rows, dim, {kind: choices[kind]})
        require(list(value) == [kind], called=f"what_fits({limit:.0f}, {rows}, {dim}, {{{kind!r}: {choices[kind]}}})", returned=repr(value), expected=[kind],
                why=f"index_bytes() gives just that number for {kind}, and at most the limit may be taken: including the last byte of it.")
