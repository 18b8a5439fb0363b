"""Checks of ch04/ex04."""

import pytest
from pymilvus import DataType

from grader.checks import SubmissionError, check, misconception, same

CALL = "load(client, name, records)"
FIELDS = [
    {"field_name": "id", "datatype": DataType.INT64, "is_primary": True},
    {"field_name": "version", "datatype": DataType.INT64},
    {"field_name": "title", "datatype": DataType.VARCHAR, "max_length": 100},
]


@pytest.fixture(scope="module")
def museum():
    """The collection that all checks go on with, and what it should hold."""
    return {"newest": {}}


def record(id, version, rng, support, seed):
    vectors, names = support.pool(seed)
    at = int(rng.integers(len(names)))
    return {"id": id, "version": version, "title": f"{names[at]} {version}", "vector": vectors[at].tolist()}


def deliver(submission, client, museum, records):
    """One call of load(), and what should be there after it."""
    for r in records:
        known = museum["newest"].get(r["id"])
        if known is None or r["version"] > known["version"]:
            museum["newest"][r["id"]] = r
    return submission.load(client, museum["name"], records)


def state(client, support, museum):
    """How many rows there are, and the version of each id, by asking for all of them."""
    rows = client.query(museum["name"], filter="id > 0", output_fields=["id", "version", "title"], consistency_level="Strong")
    return support.count(client, museum["name"]), {r["id"]: (r["version"], r["title"]) for r in rows}


def compare(client, support, museum, rows, called):
    count, found = state(client, support, museum)
    expected = {i: (r["version"], r["title"]) for i, r in museum["newest"].items()}
    wrong = {i: {"found": found.get(i), "expected": v} for i, v in expected.items() if found.get(i) != v}
    if count == len(expected) and wrong:
        older = [i for i, w in wrong.items() if w["found"] and w["found"][0] < w["expected"][0]]
        if older:
            i = older[0]
            misconception("last-delivery-wins", evidence=f"id {i} has version {wrong[i]['found'][0]}, and version {wrong[i]['expected'][0]} had been delivered before it",
                          called=called, returned=f"{len(older)} ids with an older version", expected="the highest version of each id",
                          why="What comes last is not what is newest. What has to be known before an old record is written over a newer one?")
    same(count, len(expected), called=f"count(*) after {called}", why="One row for each id. (A query by id shows only one of several; count(*) counts them all.)")
    same(found, expected, called=f"version and title by id, after {called}")
    same(rows, len(expected), called=called, why="The number of rows that the collection holds.")


@check(points=1)
def test_first_delivery(submission, client, fresh, rng, seed, support, museum):
    """A first delivery, without repetitions"""
    museum["name"] = support.collection(client, fresh("museum"), FIELDS)
    museum["first"] = [record(i, 1, rng, support, seed) for i in range(1, 61)]
    compare(client, support, museum, deliver(submission, client, museum, museum["first"]), CALL)


@check(points=2, after="test_first_delivery")
def test_the_same_delivery_again(submission, client, support, museum):
    """The same delivery again changes nothing"""
    called = f"{CALL}, the same records again"
    rows = deliver(submission, client, museum, museum["first"])
    count, _ = state(client, support, museum)
    if count == 2 * len(museum["first"]):
        misconception("insert-replaces", evidence=f"count(*) is {count} after 60 records were delivered twice, while a query by id shows one row for each",
                      called=called, returned=f"{count} rows", expected=f"{len(museum['first'])} rows",
                      why="Milvus takes a second row with the same key without a word. Which call replaces the row that is there?")
    compare(client, support, museum, rows, called)


@check(points=2, after="test_first_delivery")
def test_twice_in_one_delivery(submission, client, milvus, rng, seed, support, museum):
    """A record twice in one delivery is one row"""
    records = [record(i, v, rng, support, seed) for i in range(101, 121) for v in (2, 1)]
    records += records[:10]
    rng.shuffle(records)
    called = f"{CALL} with {len(records)} records of 20 ids"
    before, _ = state(client, support, museum)
    milvus.forget()
    rows = deliver(submission, client, museum, records)
    count, _ = state(client, support, museum)
    if count > before + 20 and milvus.calls("Upsert"):
        misconception("upsert-sorts-a-batch", evidence=f"20 ids, of which some came twice or three times in one call, became {count - before} rows",
                      called=called, returned=f"{count - before} more rows", expected="20 more rows",
                      why="An upsert deletes what was there before the call and inserts all that it was given. Who sorts out the records of one call?")
    compare(client, support, museum, rows, called)


@check(points=2, after="test_first_delivery")
def test_an_old_delivery_comes_late(submission, client, rng, seed, support, museum):
    """An older version that comes late is not taken"""
    deliver(submission, client, museum, [record(i, 5, rng, support, seed) for i in range(201, 221)])
    late = [record(i, 4, rng, support, seed) for i in range(211, 226)] + [record(i, 6, rng, support, seed) for i in range(201, 206)]
    rows = deliver(submission, client, museum, late)
    compare(client, support, museum, rows, f"{CALL}, version 4 after version 5")


@check(points=1, after=("test_twice_in_one_delivery", "test_an_old_delivery_comes_late"))
def test_a_delivery_that_was_cut_short(submission, client, milvus, rng, seed, support, museum):
    """After an error the delivery comes again, and nothing is lost or doubled"""
    records = [record(i, 9, rng, support, seed) for i in range(211, 241)]
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="INTERNAL")
    for attempt in range(4):
        try:
            rows = deliver(submission, client, museum, records)
            break
        except SubmissionError:
            if attempt == 3:
                raise
    compare(client, support, museum, rows, f"{CALL} again, after Milvus had refused a write")


@check(points=1, after="test_first_delivery")
def test_nothing_delivered(submission, client, support, museum):
    """An empty delivery is no error"""
    compare(client, support, museum, deliver(submission, client, museum, []), "load(client, name, [])")
