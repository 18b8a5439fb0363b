"""Checks of ch04/ex05."""

import itertools

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import check, fail, misconception, require, same

ROWS = 3100
FIELDS = [
    {"field_name": "id", "datatype": DataType.INT64, "is_primary": True},
    {"field_name": "pages", "datatype": DataType.VARCHAR, "max_length": 12},
]


@pytest.fixture(scope="module")
def house():
    """The books, and the collection that the first check moved them to."""
    return {}


def books(seed, rng, support):
    vectors, names = support.pool(seed)
    rows = []
    for id, at in zip(rng.choice(10**6, size=ROWS, replace=False) - 1000, rng.choice(len(names), size=ROWS), strict=True):
        row = {"id": int(id), "pages": str(int(rng.integers(8, 1500))), "vector": (float(rng.uniform(0.3, 3)) * vectors[at]).tolist(), "title": names[at]}
        if rng.random() < 0.2:
            row["pages"] = ""
        if rng.random() < 0.3:
            row["signed_by"] = names[int(rng.integers(len(names)))]
        if rng.random() < 0.2:
            row["shelf"] = {"room": int(rng.integers(1, 9)), "board": "ABC"[int(rng.integers(3))]}
        if rng.random() < 0.2:
            row |= {"lent": False, "copies": 0, "marks": []}
        rows.append(row)
    for row, pages in zip(rows, ("0", "", "89", "90", "1"), strict=False):
        row["pages"] = pages  # a map has none, and that was counted
    rows[5]["id"], rows[6]["id"], rows[7]["id"] = 2**53 + 1, -(2**40), 0 if all(r["id"] for r in rows) else rows[7]["id"]
    return rows


def everything(client, name):
    """All rows by id, vectors included."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while batch := rows.next():
        found.update({row["id"]: dict(row) for row in batch})
    rows.close()
    return found


def bare(row):
    """A row without its vector, for comparing and showing."""
    return {k: v for k, v in row.items() if k != "vector"}


def bent(rows, found):
    """The ids whose vector is another one, of those that were found."""
    ids = [i for i in rows if i in found]
    want, got = np.array([rows[i]["vector"] for i in ids]), np.array([found[i].get("vector", [0.0] * 32) for i in ids])
    return [ids[n] for n in np.flatnonzero(~np.isclose(got, want, atol=1e-5).all(axis=1))]


def build(client, fresh, support, rows, prefix):
    """An old collection with its alias; returns old, new and alias."""
    old, new, alias = fresh(f"{prefix}_old"), fresh(f"{prefix}_new"), fresh(prefix)
    support.collection(client, old, FIELDS, dynamic=True)
    for start in range(0, len(rows), 500):
        client.insert(old, rows[start : start + 500])
    client.create_alias(old, alias)
    return old, new, alias


@check(points=2)
def test_every_row_moves(submission, client, milvus, fresh, rng, seed, support, house):
    """Every row arrives"""
    rows = books(seed, rng, support)
    old, new, alias = build(client, fresh, support, rows, "books")
    call = f'migrate(client, "{old}", "{new}", "{alias}")'
    milvus.forget()
    moved = submission.migrate(client, old, new, alias)
    heard = milvus.calls()
    house.update(rows={r["id"]: r for r in rows}, old=old, new=new, alias=alias, call=call, heard=[(c.method, c.at, c.seconds) for c in heard],
                 read=[(c.level, any(p.key == "iterator" and p.value == "True" for p in getattr(c.request, "query_params", ()))) for c in milvus.reads() if c.collection in (old, alias)],
                 served=[(c.method, c.at) for c in heard if c.method in ("LoadCollection", "ReleaseCollection") and c.collection in (new, alias)])  # fmt: skip
    require(client.has_collection(new), called=call, returned="no collection of the new name", expected=f"{new} with {ROWS} rows")
    client.load_collection(new)
    found = support.count(client, new)
    asked = [c for c in heard if c.method == "Query" and any(p.key == "limit" and p.value == str(found) for p in c.request.query_params)]
    if found < ROWS and moved == found and len(asked) == 1:
        misconception("one-query-is-all", evidence=f"exactly {found} rows arrived: as many as the one query of old was asked for", called=call, returned=f"{found} rows", expected=f"{ROWS} rows",
                      why="A query returns at most its limit, and does not say that there was more. What reads a collection to its end?")
    same(found, ROWS, called=f"count(*) of the new collection after {call}", why="A row that is lost in moving is missed much later.")
    same(moved, ROWS, called=call, why="The number of rows moved.")


@check(points=1, after="test_every_row_moves")
def test_nothing_fresh_stays_behind(house):
    """What was written a moment ago also moves"""
    weak = list(itertools.takewhile(lambda read: read[0] != "Strong", house["read"]))
    told = {"called": house["call"], "returned": "all rows, because this Milvus has no delay", "expected": "a read of old at Strong before any other"}
    if any(iterates for _, iterates in weak):
        misconception("iterator-sees-the-newest", evidence="Milvus heard an iterator over the old collection, and no read at Strong before it", **told,
                      why="An iterator reads at the collection's level, whatever it is given. At Bounded, rows inserted a moment ago are missing from it. Which read waits for them?")
    if weak:
        fail(**told, why=f"The first read asked for {weak[0][0]}. On a server, rows inserted a moment ago are missing from a read that does not wait for them.")


@check(points=2, after="test_every_row_moves")
def test_fields_stay_what_they_were(client, house):
    """Every field arrives, pages as numbers"""
    found, call = everything(client, house["new"]), house["call"]
    for field in ("signed_by", "shelf"):
        if not any(row.get(field) for row in found.values()) and all(row.get("title") for row in found.values()):
            lost = next(r for r in house["rows"].values() if field in r)
            misconception("named-fields-only", evidence=f"the row {lost['id']} had {field}={lost[field]!r}, and none of the new rows has the field", called=call,
                          returned=sorted(bare(found.get(lost["id"], {}))), expected=sorted(bare(lost)),
                          why="If you name the fields, you get these and no others. What also asks for those whose names you do not know?")
    for id, row in house["rows"].items():
        want = bare(row) | {"pages": int(row["pages"]) if row["pages"] else None}
        got = bare(found[id]) if id in found else None
        if got != want and got == want | {"pages": 0}:
            fail(called=f"pages of the row {id} after {call}", returned=0, expected=None, why="Nobody counted these pages. A book without pages would be found by `pages < 90`.")
        if got != want:
            fail(called=f"the row {id} after {call}", returned=got, expected=want, why='Pages become numbers, "" becomes NULL, and everything else stays.')
    for id in bent(house["rows"], found)[:1]:
        fail(called=f"the vector of the row {id} after {call}", returned=f"{found[id].get('vector', [])[:3]}…", expected=f"{house['rows'][id]['vector'][:3]}…", why="Every other field is as it was.")
    kinds = {f["name"]: (DataType(f["type"]).name, bool(f.get("is_primary"))) for f in client.describe_collection(house["new"])["fields"]}
    same(kinds, {"id": ("INT64", True), "pages": ("INT64", False), "vector": ("FLOAT_VECTOR", False)}, called=f"fields, their types and whether each is the key, of the new collection after {call}",
         why="`pages` is an INT64, and what was in the dynamic field still is.")


@check(points=1, after="test_every_row_moves")
def test_it_can_be_searched(client, rng, house):
    """It answers what the old one could not, and searches as before"""
    ids = {r["id"] for r in house["rows"].values() if r["pages"] and 0 < int(r["pages"]) < 90}
    found = {r["id"] for r in client.query(house["new"], filter="pages > 0 and pages < 90", output_fields=["id"], consistency_level="Strong")}
    require(found == ids, called='query(new, filter="pages > 0 and pages < 90")', returned=f"{len(found)} books", expected=f"{len(ids)} books", why="That is what the move was for.")
    row = list(house["rows"].values())[int(rng.integers(ROWS))]
    for name in (house["new"], house["alias"]):
        hit = client.search(name, data=[[3 * x for x in row["vector"]]], anns_field="vector", limit=1)[0][0]
        require(abs(hit["distance"] - 1) < 1e-3, called=f"a search in {name} for three times a stored vector", returned=f"similarity {hit['distance']:.3f}", expected="1.0", why="COSINE, as before.")


@check(points=2, after="test_every_row_moves")
def test_the_alias_never_leads_nowhere(client, milvus, house):
    """The alias moves at the end, and in one step"""
    told = client.describe_alias(house["alias"])["collection_name"]
    same(told, house["new"], called=f"describe_alias after {house['call']}")
    switched = [at for method, at, _ in house["heard"] if method in ("AlterAlias", "CreateAlias", "DropAlias")]
    written = [at + seconds for method, at, seconds in house["heard"] if method in ("Insert", "Upsert")]
    if any(method == "DropAlias" for method, _, _ in house["heard"]):
        misconception("alias-with-a-gap", evidence="Milvus heard DropAlias: between that and the next call the alias led nowhere", called=house["call"],
                      returned="DropAlias, then another call", expected="one call that moves it", why="A reader in between gets an error. Which call moves an alias that exists?")
    if switched and written and switched[0] < written[-1]:
        late = sum(at > switched[0] for at in written)
        misconception("moves-the-alias-first", evidence=f"the alias was moved before the last {late} of {len(written)} writes", called=house["call"],
                      returned="an alias that leads to a half-filled collection", expected="the alias to move when all rows are there",
                      why="Readers see what the alias leads to at this moment.")
    before = [method for method, at in house["served"] if not switched or at < switched[0]]
    require(before[-1:] == ["LoadCollection"], called=house["call"], returned="a new collection that was not loaded when the alias came to lead there", expected="a loaded one",
            why="Milvus Lite loads by itself what is searched; a server refuses the search. create_collection() with index_params loads, and so does load_collection().")


@check(points=1, after="test_every_row_moves")
def test_the_way_back(client, support, house):
    """The old collection stays as it was"""
    require(client.has_collection(house["old"]), called=f"has_collection(old) after {house['call']}", returned=False, expected=True, why="It is the way back.")
    found, rows = everything(client, house["old"]), house["rows"]
    changed = [i for i in rows if i not in found or bare(found[i]) != bare(rows[i])] + [i for i in found if i not in rows] + bent(rows, found)
    for i in changed[:1]:
        fail(called=f"the row {i} of old, after {house['call']}", returned=bare(found[i]) if i in found else "no row", expected=bare(rows[i]) if i in rows else "no row", why=f"{len(changed)} rows of old are not what they were. It is the way back.")


@check(points=1, after="test_every_row_moves")
def test_after_a_half_run(submission, client, fresh, rng, seed, support):
    """What an earlier run left half-done is done anew"""
    rows = books(seed, rng, support)[:60]
    old, new, alias = build(client, fresh, support, rows, "again")
    support.collection(client, new, [FIELDS[0], {"field_name": "pages", "datatype": DataType.INT64, "nullable": True}], dynamic=True)
    client.insert(new, [{"id": r["id"], "pages": None, "vector": r["vector"]} for r in rows[:20]] + [{"id": -(2**50), "pages": 3, "vector": rows[0]["vector"]}])
    call = f'migrate(client, "{old}", "{new}", "{alias}"), with a half-filled "{new}"'
    same(submission.migrate(client, old, new, alias), 60, called=call)
    client.load_collection(new)
    found = everything(client, new)
    want = {r["id"] for r in rows}
    require(set(found) == want, called=f"the ids in new after {call}", returned=f"{len(want - set(found))} missing, {len(set(found) - want)} too many", expected=f"the {len(want)} ids of old",
            why="No row more, and none less.")
    same(found[rows[0]["id"]].get("title"), rows[0]["title"], called=f"title of the row {rows[0]['id']} after {call}", why="The rows of the earlier run were not whole.")
