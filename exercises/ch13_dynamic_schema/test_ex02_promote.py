"""Checks of ch13/ex02."""

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import check, difference, fail, misconception, require, same

ROWS = 2600
KEY = "year"
STRANGE = ["1995", "2010", "about 1900", "", [1990], [], {"from": 1988}, "-3", "0"]


def books(seed, rng, support, key):
    """Rows whose `key` is a number, or something else, or missing."""
    vectors, names = support.pool(seed)
    rows = []
    for n, id in enumerate(support.new_ids(rng, ROWS)):
        row = {"id": id, "vector": (float(rng.uniform(0.3, 3)) * vectors[n % len(vectors)]).tolist(), "title": names[n % len(names)]}
        kind = rng.random()
        if kind < 0.55:
            row[key] = int(rng.integers(1900, 2026))
        elif kind < 0.7:
            row[key] = float(np.round(rng.uniform(1900, 2026), 2))
        elif kind < 0.85:
            row[key] = STRANGE[int(rng.integers(len(STRANGE)))]
        if rng.random() < 0.2:
            row |= {"lent": False, "shelf": {"room": int(rng.integers(1, 9)), "board": None}, "notes": []}
        if rng.random() < 0.1:
            row[f"{key}_of_print"] = int(rng.integers(1900, 2026))
        rows.append(row)
    for row, value in zip(rows, (0, -44, 1990, 1990.0, 0.0, -0.5, 2**52, "1991"), strict=False):
        row[key] = value
    return rows


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def shelf(submission, client, milvus, seed, support, _made):
    """(rows, old, new, what promote() returned, the call)."""
    if not _made:
        rows = books(seed, np.random.default_rng([seed, 132]), support, KEY)
        support.collection(client, "promote_old")
        for start in range(0, ROWS, 500):
            client.insert("promote_old", rows[start : start + 500])
        call = 'promote(client, "promote_old", "promote_new", "year")'
        milvus.forget()
        _made["it"] = rows, "promote_old", "promote_new", submission.promote(client, "promote_old", "promote_new", KEY), call
        # Of the call: Milvus Lite calls every collection Strong, whatever it was created as.
        _made["levels"] = [c.level for c in milvus.calls("CreateCollection") if c.collection == "promote_new"][-1:]
    return _made["it"]


def number(row, key=KEY):
    return isinstance(row.get(key), (int, float))


@check(points=1)
def test_every_row(client, support, shelf):
    """Every row arrives, and is counted"""
    rows, _, new, returned, call = shelf
    require(client.has_collection(new), called=call, returned="no collection of the new name", expected=f"{new}, with {ROWS} rows")
    found = support.everything(client, new)
    require(set(found) == {r["id"] for r in rows}, called=f"the ids of the new collection after {call}", returned=difference(sorted(found), sorted(r["id"] for r in rows)), expected=f"{ROWS} ids")
    same(support.count(client, new), ROWS, called=f"count(*) of the new collection after {call}", why="Each row once.")
    require(isinstance(returned, tuple | list) and len(returned) == 2, called=call, returned=returned, expected="two numbers", why="How many rows there are, and how many of them have a number.")
    same(returned[0], ROWS, called=f"the first number of {call}", why="How many rows there are.")


@check(points=3, after="test_every_row")
def test_the_same_answers(client, shelf):
    """Every question has the answer that it had"""
    rows, old, new, returned, call = shelf
    raw = {r["id"]: r.get(KEY) for r in rows}
    for filter in ("year > 1990", "year < 1990", "year == 0", "year <= 0", "year >= 1990 and year < 1991", "year == 1990", "year < 1e12", "not (year > 1950)", "year > -1000 and lent == false", 'year > 1950 and title != ""'):
        before, after = (sorted(r["id"] for r in client.query(name, filter=filter, output_fields=["id"], limit=ROWS)) for name in (old, new))
        if before == after:
            continue
        told = {"called": f'query(new, filter="{filter}") after {call}', "returned": difference(after, before), "expected": f"the {len(before)} rows that old gives"}
        extra, lost = [i for i in after if i not in before], [i for i in before if i not in after]
        if extra and not lost and all(isinstance(raw[i], str) for i in extra):
            misconception("text-becomes-a-number", evidence=f"all {len(extra)} further rows had a text, such as {raw[extra[0]]!r}", **told, why="A comparison with a number never found a text. To repair the data is a change of its own, which readers hear of.")
        if extra and not lost and all(raw[i] is None or not number({KEY: raw[i]}) for i in extra) and any(raw[i] is None for i in extra):
            misconception("missing-is-zero", evidence=f"{sum(raw[i] is None for i in extra)} further rows had no year at all", **told, why="Nothing is not a number. What finds neither a larger nor a smaller one?")
        fail(**told, why="A question that was asked yesterday has the same answer.")
    nobody = {r["id"] for r in client.query(new, filter="year is null", output_fields=["id"], limit=ROWS)}
    same(returned[1], sum(number(r) for r in rows), called=f"the second number of {call}", why="How many of the rows have a number.")
    same(len(nobody), sum(not number(r) for r in rows), called='the number of rows of query(new, filter="year is null")', why="A row without a number has NULL.")


@check(points=2, after="test_the_same_answers")
def test_nothing_is_lost(client, support, shelf):
    """What was no number is kept, and all else is as it was"""
    rows, _, new, _, call = shelf
    found = support.everything(client, new)
    strange = next(r for r in rows if isinstance(r.get(KEY), str) and r[KEY])
    if not any(f"{KEY}_raw" in r for r in found.values()) and found[strange["id"]].get("title") == strange["title"]:
        misconception("only-numbers-survive", evidence=f"no row of the new collection has {KEY}_raw; the row {strange['id']} had the year {strange[KEY]!r}", called=call, returned=support.bare(found[strange["id"]]), expected=f"{KEY}_raw={strange[KEY]!r}",
                      why="What a person wrote may be all that is known. Where does it go?")
    for row in rows:
        want = support.bare(row)
        value = want.pop(KEY, None)
        want |= {KEY: float(value)} if number(row) else {} if value is None else {f"{KEY}_raw": value}
        got = support.bare(found[row["id"]])
        if not number(row):
            got.pop(KEY, None)  # NULL or not: the answers have said so
        if not number(row) and value is None:
            got = {k: v for k, v in got.items() if not (k == f"{KEY}_raw" and v is None)}
        same(got, want, called=f"the row {row['id']} of new after {call}", why="The number in its field, anything else under _raw, and every other key as it was.")
    bent = [r["id"] for r in rows if not np.allclose(found[r["id"]].get("vector", [0.0]), r["vector"], atol=1e-5)]
    require(not bent, called=f"the vectors of new after {call}", returned=f"{len(bent)} that are not what they were", expected="the same vectors")


@check(points=1, after="test_every_row")
def test_a_real_field(client, shelf, _made):
    """The key is a field of the schema, and the vector is searched as before"""
    rows, old, new, _, call = shelf
    levels = _made["levels"]
    about = client.describe_collection(new)
    kinds = {f["name"]: (DataType(f["type"]).name, bool(f.get("is_primary")), bool(f.get("nullable"))) for f in about["fields"]}
    same(kinds, {"id": ("INT64", True, False), "vector": ("FLOAT_VECTOR", False, False), KEY: ("DOUBLE", False, True)}, called=f"the fields of new after {call}: type, whether it is the key, whether it may be NULL",
         why="What is in the schema can be indexed, and refuses what is no number.")
    require(levels == ["Strong"], called=call, returned=f"new was created with {', '.join(levels) or 'no level that was heard'}", expected="new at the level Strong, as old is",
            why="A reader of old finds what was written a moment ago. A new collection that says nothing is Bounded.")
    query = [2 * x for x in rows[9]["vector"]]
    before, after = ([(h["id"], round(h["distance"], 3)) for h in client.search(name, [query], limit=8, filter="year > 1950")[0]] for name in (old, new))
    same(after, before, called=f"search(new, limit=8, filter='year > 1950') after {call}", why="By COSINE, as before.")


@check(points=1, after="test_every_row")
def test_old_stays(client, support, shelf):
    """The old collection is as it was"""
    rows, old, _, _, call = shelf
    found = support.everything(client, old)
    wrong = [r["id"] for r in rows if r["id"] not in found or support.bare(found[r["id"]]) != support.bare(r)]
    require(not wrong and len(found) == ROWS, called=f"old after {call}", returned=f"{len(found)} rows, {len(wrong)} of them changed or gone", expected=f"{ROWS} rows as they were", why="It is the way back.")


@check(points=1, after=("test_the_same_answers", "test_nothing_is_lost"))
def test_any_key(submission, client, support, fresh, seed):
    """It is the key that was asked for"""
    vectors, names = support.pool(seed)
    old, new = fresh("any_old"), fresh("any_new")
    support.collection(client, old)
    values = [3, "3", None, 2.5, {"a": 1}]
    rows = [{"id": n, "vector": vectors[n].tolist(), "year": "a year", **({} if v is None else {"loud": v})} for n, v in enumerate(values)]
    client.insert(old, rows)
    call = f'promote(client, "{old}", "{new}", "loud")'
    returned = submission.promote(client, old, new, "loud")
    same(list(returned) if isinstance(returned, tuple | list) else returned, [5, 2], called=call)
    found = support.everything(client, new)
    same([found[n].get("loud") for n in range(5)], [3.0, None, None, 2.5, None], called=f"`loud` of the rows 0 to 4 after {call}")
    keys = sorted({k for row in found.values() for k in support.bare(row)} - {"loud_raw"})
    same(keys, ["id", "loud", "year"], called=f"the fields and dynamic keys of new after {call}, loud_raw aside", why="The key is an argument, and its name is in the name of the other one.")
    same([found[n].get("year") for n in range(5)], ["a year"] * 5, called=f"`year` of the rows 0 to 4 after {call}", why="Another key is as it was.")
