"""Checks of ch04/ex01."""

import pytest
from pymilvus import MilvusException

from grader.checks import check, fail, misconception, require, same

CALL = "create(client, name)"
FIELDS = ["copies", "isbn", "title", "year"]


@pytest.fixture(scope="module")
def made():
    """The collection of the first check, and a few right rows."""
    return {}


def isbn(rng):
    return f"978{int(rng.integers(10**9, 10**10))}"


def refusal(client, name, row):
    """What Milvus says against a row, or None when it takes it."""
    try:
        client.insert(name, [row])
    except MilvusException as error:
        return str(error)
    return None


def stored(client, name, key):
    rows = client.query(name, filter=f'isbn == "{key}"', output_fields=FIELDS, consistency_level="Strong")
    return {field: rows[0].get(field) for field in FIELDS} if rows else None


@check(points=2)
def test_takes_what_is_right(submission, client, milvus, fresh, rng, seed, support, made):
    """Right rows are taken, and come back as they were"""
    vectors, names = support.pool(seed)
    name = fresh("catalogue")
    milvus.forget()
    submission.create(client, name)
    made["loaded"] = bool(milvus.calls("LoadCollection"))
    require(client.has_collection(name), called=CALL, returned="no collection", expected=f"the collection {name}")
    if not made["loaded"]:  # the search check says so; a server would not answer the others
        try:
            client.load_collection(name)
        except MilvusException as error:
            fail(called=f"load_collection() after {CALL}", returned=str(error), expected="no error", why="A collection can be loaded once its vectors have an index.")
    rows = [
        {"isbn": isbn(rng), "title": names[i], "year": int(rng.integers(1450, 2030)), "copies": int(rng.integers(1, 9)), "embedding": vectors[i].tolist()}
        for i in range(40)
    ]
    rows[0].update(title="t" * 80, year=-32768)
    rows[1].update(year=32767, copies=2**40)
    for row in rows:
        said = refusal(client, name, row)
        if said is not None:
            fail(called=f"insert({ {k: v for k, v in row.items() if k != 'embedding'} } and its embedding)", returned=said, expected="the row to be taken",
                 why="Everything in it is as the table says.")
    for row in rows[:2] + rows[-1:]:
        same(stored(client, name, row["isbn"]), {field: row[field] for field in FIELDS}, why="What is right comes back as it was.", called=f"a query for isbn {row['isbn']} after inserting it")
    second = fresh("annex")
    submission.create(client, second)
    require(client.has_collection(second), called=f"{CALL}, with another name after the first", returned=f"no collection {second}", expected=f"the collection {second}",
            why="Each call creates the collection whose name it is given.")
    made.update(name=name, row=rows[-1], lonely=rows[7])


@check(points=2, after="test_takes_what_is_right")
def test_what_may_be_missing(client, rng, made):
    """An unknown year is NULL, and copies are 1"""
    name, right = made["name"], made["row"]
    for given in ({}, {"year": None, "copies": None}):
        row = {k: v for k, v in right.items() if k not in ("year", "copies")} | {"isbn": isbn(rng)} | given
        said = refusal(client, name, row)
        call = f"insert() of a row {'with year None and copies None' if given else 'without year and without copies'}"
        if said is not None:
            fail(called=call, returned=said, expected="the row to be taken", why="The table says what is stored when these two are left out.")
        found = stored(client, name, row["isbn"])
        require(found is not None, called=f"a query for isbn {row['isbn']} after {call}", returned="no row", expected="the row", why="The library gives the keys.")
        if found["year"] is not None:
            misconception("unknown-is-zero", evidence=f"the row was stored with year {found['year']!r}", called=call, returned=found, expected="year None",
                          why="A number that stands for “unknown” is found by `year < 1500` like any other. Which word of add_field allows no value at all?")
        same(found["copies"], 1, called=f"copies, after {call}", why="That is what default_value is for.")


@check(points=3, after="test_takes_what_is_right")
def test_refuses_what_is_wrong(client, rng, seed, support, made):
    """Wrong rows are refused"""
    name, right = made["name"], made["row"]
    vectors, _ = support.pool(seed)

    def wrong(**changes):
        return {**right, "isbn": isbn(rng), **changes}

    def without(field):
        return {k: v for k, v in wrong().items() if k != field}

    if refusal(client, name, wrong(shelf="B 12")) is None:
        misconception("dynamic-catches-all", evidence="a row with the field `shelf`, which the table does not have, was taken",
                      called="insert() of a row with shelf='B 12'", returned="no error", expected="a refusal",
                      why="A misspelled field name would be stored as a field of its own, and the real one would be missing. What lets unknown fields in?")
    fields = sorted(field["name"] for field in client.describe_collection(name)["fields"])
    same(fields, sorted([*FIELDS, "embedding"]), called=f"the names of the fields after {CALL}", why="These fields and no others.")
    untitled = without("title")
    if refusal(client, name, untitled) is None:
        found = stored(client, name, untitled["isbn"])
        if found is not None and found["title"] is None:
            misconception("nullable-to-be-safe", evidence="a row without title was taken, and stored with title None", called="insert() of a row without title", returned="no error",
                          expected="a refusal", why="A field that may always be missing protects nothing. Which fields may be NULL, says the table?")
        fail(called="insert() of a row without title", returned=f"no error; it was stored as {found!r}", expected="a refusal", why="The table does not allow it.")
    for what, row in {
        "with title None": wrong(title=None),
        "with a title of 81 bytes": wrong(title="t" * 81),
        "without isbn": without("isbn"),
        "with isbn None": wrong(isbn=None),
        "with an isbn of 14 digits": {**right, "isbn": isbn(rng) + "1"},
        "with the year 32768": wrong(year=32768),
        "with the year as text": wrong(year="1999"),
        "with copies 1.5": wrong(copies=1.5),
        "with an embedding of 31 numbers": wrong(embedding=vectors[0][:31].tolist()),
        "with an embedding of 33 numbers": wrong(embedding=[*vectors[0].tolist(), 0.0]),
        "without embedding": without("embedding"),
        "with embedding None": wrong(embedding=None),
    }.items():
        if refusal(client, name, row) is None:
            fail(called=f"insert() of a row {what}", returned="no error", expected="a refusal", why="The table does not allow it.")


@check(points=1, after="test_takes_what_is_right")
def test_can_be_searched(client, made):
    """It can be searched right away, by COSINE"""
    name, row = made["name"], made["lonely"]  # no other row has its embedding
    try:
        longer = [3 * x for x in row["embedding"]]  # at twice the length L2, squared, would say 1 as well
        hit = client.search(name, data=[longer], anns_field="embedding", limit=1, consistency_level="Strong")[0][0]
    except MilvusException as error:
        fail(called=f"a search after {CALL}", returned=str(error), expected="hits", why="A collection is searched once it has an index and is loaded.")
    require(made["loaded"], called=CALL, returned="a collection that nobody loaded", expected="a loaded one",
            why="Milvus Lite loads by itself what is searched; a server refuses the search. create_collection() with index_params loads, and so does load_collection().")
    same(hit["isbn"], row["isbn"], called="isbn of the nearest to three times the embedding of a stored row")
    require(abs(hit["distance"] - 1) < 1e-3, called="a search for three times a stored embedding", returned=f"similarity {hit['distance']:.4f}", expected="1.0",
            why="COSINE does not look at lengths.")
