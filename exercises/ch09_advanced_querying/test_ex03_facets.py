"""Checks of ch09/ex03. The oracle counts in Python, over every row."""

from collections import Counter

import pytest

from grader.checks import check, fail, misconception

ROWS, LARGE = 2700, 10_000
MAKERS = ["Alder", "O'Hara", "Wren & Sons", "Alderman", "Sato", "d'Aoust", "Kiln", "Unnamed", "Łuk"]
TAGS = ["fretless", "left-handed", "baroque", "children's", "electric", "travel", "restored"]
FIELDS = [
    ("maker", "VARCHAR", {"max_length": 40}), ("year", "INT64", {}),
    ("tags", "ARRAY", {"element_type": "VARCHAR", "max_capacity": 8, "max_length": 40}),
]  # fmt: skip


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def shop(client, seed, support, _made):
    """The instruments; a common one is a thousand times as frequent as the rarest."""
    if not _made:
        import numpy as np

        rng = np.random.default_rng([seed, 93])
        rows = []
        for id in support.new_ids(rng, ROWS):
            tags = [TAGS[int(j)] for j in rng.integers(len(TAGS) - 1, size=int(rng.integers(0, 5)))]
            maker = MAKERS[min(int(rng.geometric(0.4)) - 1, 6)]
            rows.append({"id": id, "vector": [float(x) for x in rng.normal(size=4)], "maker": maker, "year": int(1990 + rng.integers(12)), "tags": tags})
        rows[-1] |= {"maker": "Unnamed", "tags": ["restored", "restored"]}  # the last one: a reader that stops early does not meet it
        rows[-2] |= {"maker": "Łuk", "year": -300, "tags": []}
        rows[-3] |= {"maker": "", "year": 0, "tags": ["travel"]}
        support.store(client, "instruments", rows, FIELDS)
        _made["rows"] = rows
    return _made["rows"]


@pytest.fixture
def large(client, support, shop, _made):
    """As many instruments as there may be, of few kinds."""
    if "large" not in _made:
        _made["large"] = [{"id": i, "vector": [1.0] * 4, "maker": MAKERS[i % 3], "year": 1990 + i % 7, "tags": TAGS[: i % 3]} for i in range(LARGE)]
        support.store(client, "warehouse", _made["large"], FIELDS)
    return _made["large"]


def fits(row, field, values):
    return bool(set(row[field]) & set(values)) if field == "tags" else row[field] in values


def truth(rows, chosen, own=True):
    """Counts by field; with `own` false, a field's own ticks also narrow it."""
    found = {}
    for field in ("maker", "year", "tags"):
        kept = [r for r in rows if all(fits(r, f, v) for f, v in chosen.items() if f != field or not own)]
        found[field] = dict(Counter(v for r in kept for v in (set(r["tags"]) if field == "tags" else [r[field]])))
    return found


def ask(submission, client, chosen, name="instruments"):
    call = f'facets(client, "{name}", {chosen})'
    found, (_, _, after) = submission.facets.with_arguments(client, name, chosen)
    if not isinstance(found, dict) or set(found) != {"maker", "year", "tags"} or not all(isinstance(c, dict) for c in found.values()):
        fail(called=call, returned=repr(found)[:300], expected="a dict of three dicts: maker, year, tags", why="Each field has its counts, even where they are empty.")
    if after != chosen:
        fail(called=call, returned=f"`chosen` is {after!r} afterwards"[:300], expected=repr(chosen), why="The ticks belong to the caller, who shows them again.")
    return found, call


def compare(found, expected, call, why, rows=()):
    for field, counts in expected.items():
        if found[field] == counts:
            continue
        wrong = sorted({*counts, *found[field]}, key=str)
        value = next(v for v in wrong if found[field].get(v) != counts.get(v))
        if field == "tags" and sum(found["tags"].values()) == sum(len(r["tags"]) for r in rows) > sum(counts.values()):
            why = "An instrument whose list holds a tag twice is still one instrument."
        fail(called=call, returned=f"{field}: {value!r} counts {found[field].get(value, 'nothing')}", expected=counts.get(value, "no such value"), why=why)


@check(points=2)
def test_every_instrument(submission, client, milvus, shop, large):
    """Nothing ticked: every instrument counts, once for each value"""
    milvus.forget()
    found, call = ask(submission, client, {})
    total, limits = sum(found["maker"].values()), {c.params.get("limit") for c in milvus.calls("Query")} | {int(p.value) for c in milvus.calls("Query") for p in c.request.query_params if p.key == "limit" and p.value.isdigit()}
    if total < len(shop) and total in limits and total == sum(found["year"].values()):
        misconception("counts-of-the-first", evidence=f"the counts add up to {total}, as many rows as the limit of the query allowed", called=call, returned=f"{total} instruments in all", expected=len(shop),
                      why="A query stops at its limit and does not say so. What reads on until nothing is left?")
    compare(found, truth(shop, {}), call, "These numbers are shown beside the list: they have to be those of all instruments.", shop)
    found, call = ask(submission, client, {}, "warehouse")
    compare(found, truth(large, {}), call, f"There may be {LARGE:,} instruments, and all of them count.")


@check(points=3, after="test_every_instrument")
def test_ticks(submission, client, shop):
    """Ticks narrow the other fields, and not their own"""
    cases = [{"maker": ["Alder"]}, {"maker": ["O'Hara", "d'Aoust"], "year": [1995, 1996, 2001]}, {"tags": ["children's", "baroque"]},
             {"tags": ["travel"], "maker": ["Sato", "Kiln"], "year": [1990, 1991, 1992, 1993, 1994, 1995]}]  # fmt: skip
    for chosen in cases:
        found, call = ask(submission, client, chosen)
        expected = truth(shop, chosen)
        if found != expected and found == truth(shop, chosen, own=False):
            field = next(iter(chosen))
            misconception("own-ticks-count", evidence=f"every count is the one under all ticks, {field}'s own included", called=call, returned=f"{field}: {sorted(found[field], key=str)}",
                          expected=sorted(expected[field], key=str), why="With one maker ticked, the others show nothing, and no customer can tick a second. Which ticks belong to a field's own counts?")
        compare(found, expected, call, "What is ticked in a field narrows the counts of the others. Several ticks in one field mean any of them, several fields mean all.")


@check(points=1, after="test_every_instrument")
def test_rare_and_none(submission, client, shop):
    """Rare values count, and what nothing matches is left out"""
    for chosen in ({"year": [-300]}, {"maker": ["Unnamed"]}, {"maker": ["Łuk"]}, {"year": [0]}, {"maker": ["", "Łuk"]}, {"maker": ["Nobody"], "tags": ["restored"]}, {"year": [1875]}):
        found, call = ask(submission, client, chosen)
        compare(found, truth(shop, chosen), call, "A value with a count of 0 is left out, one with a count of 1 is not.")


@check(points=1, after="test_every_instrument")
def test_fresh(submission, client, support, milvus, shop):
    """Counts are those of this moment, and vectors stay in Milvus"""
    gone = [row for row in shop if row["maker"] == "Kiln"]
    added = {"id": 7, "vector": [1.0] * 4, "maker": "Birch", "year": 2031, "tags": ["twelve-string"]}
    client.delete("instruments", ids=[row["id"] for row in gone])
    client.insert("instruments", [added])
    support.settle(client, "instruments")
    milvus.forget()
    try:
        found, call = ask(submission, client, {})
        left = [r for r in shop if r["maker"] != "Kiln"]
        compare(found, truth([*left, added], {}), f"{call}, after all of Kiln's were removed and one of Birch's came", "Instruments are sold while the page is open. Ask Milvus, every time.")
    finally:
        client.delete("instruments", ids=[added["id"]])
        client.insert("instruments", gone)
        support.settle(client, "instruments")
    if any({"vector", "*"} & set(c.request.output_fields) for c in milvus.reads()):
        fail(called=call, returned="Milvus was asked for vectors", expected="only what is counted", why="A vector is the largest thing in a row, and no facet counts it.")
