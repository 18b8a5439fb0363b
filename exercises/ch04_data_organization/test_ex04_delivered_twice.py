"""Checks of ch04/ex04. Each check has a range of ids to itself in one collection, so one mistake is one red line."""

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import SubmissionError, check, fail, misconception, require, same

CALL = "load(client, name, records)"
MOST = 500
"""Records of a delivery: that many at most, says the statement."""
FIELDS = [
    {"field_name": "id", "datatype": DataType.INT64, "is_primary": True},
    {"field_name": "version", "datatype": DataType.INT64},
    {"field_name": "title", "datatype": DataType.VARCHAR, "max_length": 100},
]


class Museum:
    """What was delivered, and the collection that should agree with it."""

    def __init__(self):
        self.name, self.newest = "", {}

    def deliver(self, submission, client, records):
        """One call of load(); what should be there after it is remembered first, for a call may fail."""
        for r in records:
            known = self.newest.get(r["id"])
            if known is None or r["version"] > known["version"]:
                self.newest[r["id"]] = r
        return submission.load(client, self.name, records)

    def rows(self, client, low, high):
        """How many rows have an id of the range; two rows with one id are two."""
        require(client.has_collection(self.name), called=f"has_collection after {CALL}", returned=False, expected=True, why="The collection is not yours to drop.")
        return client.query(self.name, filter=f"id >= {low} and id < {high}", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

    def stored(self, client, low, high):
        """The rows of the range by id."""
        return {r["id"]: r for r in client.query(self.name, filter=f"id >= {low} and id < {high}", output_fields=["id", "version", "title", "vector"], consistency_level="Strong")}

    def compare(self, client, low, called, why=""):
        """Compare the thousand ids from `low` with what was delivered."""
        high = low + 1000
        count, found = self.rows(client, low, high), self.stored(client, low, high)
        expected = {i: r for i, r in self.newest.items() if low <= i < high}
        same(count, len(expected), called=f"count(*) of the ids {low} to {high - 1} after {called}", why="One row for each id. (A query by id shows only one of several; count(*) counts them all.)")
        wrong = [i for i, r in expected.items() if i not in found or (found[i]["version"], found[i]["title"]) != (r["version"], r["title"]) or not np.allclose(found[i]["vector"], r["vector"], atol=1e-6)]
        if wrong:
            i = wrong[0]
            fail(called=f"the row {i} after {called}", returned=brief(found[i]) if i in found else "no row", expected=brief(expected[i]), why=why or f"The record with the highest version. {len(wrong)} of {len(expected)} rows differ.")


def brief(record):
    """A record without its vector, as Python writes it."""
    return repr({key: record[key] for key in ("id", "version", "title")})


def reads(calls):
    return [c for c in calls if c.method in ("Query", "Search")]


def strong(call, called, what):
    """Fail where a read asked for less than Strong."""
    if call.consistency != "Strong":
        misconception("a-read-sees-the-present", evidence=f"Milvus heard a {call.method} that asked for {call.level}",
                      called=called, returned="the right answer, this time", expected=f"a read that has to see {what}",
                      why="Milvus Lite always answers from the present. A server may answer from some seconds ago. Which level may not?")


@pytest.fixture(scope="module")
def museum():
    return Museum()


@pytest.fixture
def record(rng, seed, support):
    vectors, names = support.pool(seed)

    def make(id, version):
        at = int(rng.integers(len(names)))
        return {"id": id, "version": version, "title": f"{names[at]} {version}", "vector": vectors[at].tolist()}

    return make


@check(points=1)
def test_first_delivery(submission, client, fresh, support, record, museum):
    """A first delivery, without repetitions"""
    museum.name = support.collection(client, fresh("museum"), FIELDS)
    museum.deliver(submission, client, [record(i, 1) for i in range(1, MOST + 1)])
    museum.compare(client, 1, f"{CALL} with {MOST} records")


@check(points=2, after="test_first_delivery")
def test_the_same_delivery_again(submission, client, milvus, museum):
    """The same delivery again changes nothing"""
    called = f"{CALL}, the same {MOST} records again"
    milvus.forget()
    museum.deliver(submission, client, [museum.newest[i] for i in range(1, MOST + 1)])
    count = museum.rows(client, 1, 1001)
    if count == 2 * MOST and milvus.calls("Insert"):
        misconception("insert-replaces", evidence=f"count(*) is {count} after {MOST} records were delivered twice, while a query by id shows one row for each",
                      called=called, returned=f"{count} rows", expected=f"{MOST} rows",
                      why="Milvus takes a second row with the same key without a word. Which call replaces the row that is there?")
    museum.compare(client, 1, called)


@check(points=2, after="test_first_delivery")
def test_twice_in_one_delivery(submission, client, milvus, rng, record, museum):
    """A record twice in one delivery is one row"""
    records = [record(i, v) for i in range(1001, 1021) for v in (10, 2, 9)]
    records += records[:10]
    rng.shuffle(records)
    called = f"{CALL} with {len(records)} records of 20 ids, versions 2, 9 and 10"
    milvus.forget()
    museum.deliver(submission, client, records)
    count = museum.rows(client, 1001, 2001)
    if count > 20 and any(c.rows > 20 for c in milvus.calls("Upsert")):
        misconception("upsert-sorts-a-batch", evidence=f"20 ids, of which each came twice or more in one call, became {count} rows",
                      called=called, returned=f"{count} rows", expected="20 rows",
                      why="An upsert deletes what was there before the call and inserts all that it was given. Who sorts out the records of one call?")
    museum.compare(client, 1001, called)


@check(points=2, after="test_the_same_delivery_again")
def test_a_newer_version(submission, client, record, museum):
    """A newer version replaces the row"""
    museum.deliver(submission, client, [record(i, 9) for i in range(2001, 2021)])
    museum.deliver(submission, client, [record(i, 10) for i in range(2011, 2031)])
    museum.compare(client, 2001, f"{CALL}, version 10 after version 9", "The newer version was delivered last.")


@check(points=2, after="test_a_newer_version")
def test_an_old_delivery_comes_late(submission, client, milvus, record, museum):
    """An older version that comes late is not taken"""
    museum.deliver(submission, client, [record(i, 10) for i in range(3001, 3041)])
    late = [record(i, 9) for i in range(3011, 3021)] + [record(i, 11) for i in range(3041, 3046)]
    milvus.forget()
    museum.deliver(submission, client, late)
    called = f"{CALL}, version 9 after version 10"
    found = museum.stored(client, 3001, 4001)
    taken = [r for r in late[:10] if r["id"] in found and found[r["id"]]["title"] == r["title"] and found[r["id"]]["version"] == r["version"]]
    if taken:
        misconception("last-delivery-wins", evidence=f"id {taken[0]['id']} has version 9, which came last, and version 10 had been delivered before it",
                      called=called, returned=f"{len(taken)} ids with an older version", expected="the highest version of each id",
                      why="What comes last is not what is newest. What has to be known before an old record is written over a newer one?")
    museum.compare(client, 3001, called)
    # Once a Strong read has been answered, the node has read that far, and later reads see it at any level.
    for call in reads(milvus.calls())[:1]:
        strong(call, called, "the delivery before")
    tomorrow = submission.spawn()
    museum.deliver(tomorrow, client, [record(i, 9) for i in range(3021, 3031)])
    museum.compare(client, 3001, f"{CALL} in another process, version 9 after version 10", "A loader that was started anew remembers nothing. Who knows which versions are stored?")


@check(points=1, after="test_a_newer_version")
def test_the_number_of_rows(submission, client, milvus, support, record, museum):
    """The number returned is that of the rows after the delivery"""
    museum.deliver(submission, client, [record(i, 1) for i in range(4001, 4011)])
    milvus.forget()
    told = museum.deliver(submission, client, [record(i, 2) for i in range(4006, 4021)])
    heard = milvus.calls()
    count, call = support.count(client, museum.name), f"{CALL} with 5 newer versions and 10 new ids"
    if told != count and any(c.method == "GetCollectionStatistics" for c in heard) and told == client.get_collection_stats(museum.name)["row_count"]:
        misconception("statistics-are-a-count", evidence=f"Milvus heard GetCollectionStatistics, which says {told}; count(*) says {count}",
                      called=call, returned=told, expected=count, why="Statistics add up what was inserted, rows included that an upsert or a delete has replaced since. What counts rows?")
    same(told, count, called=call, why="The number of rows that the collection holds after the call.")
    written = [n for n, c in enumerate(heard) if c.method in ("Insert", "Upsert", "Delete")]
    for last in reads(heard[written[-1] + 1 :] if written else [])[:1]:
        strong(last, call, "what this call has just written")


@check(points=1, after="test_the_number_of_rows")
def test_nothing_delivered(submission, client, support, museum):
    """An empty delivery is no error"""
    before, call = support.count(client, museum.name), "load(client, name, [])"
    same(museum.deliver(submission, client, []), before, called=call, why="The number of rows that the collection holds.")
    same(support.count(client, museum.name), before, called=f"count(*) after {call}")


@check(points=1, after="test_a_newer_version")
def test_a_delivery_that_was_cut_short(submission, client, milvus, record, museum):
    """A refused write is an error, and costs no row that was there"""
    museum.deliver(submission, client, [record(i, 9) for i in range(5001, 5031)])
    records = [record(i, 10) for i in range(5001, 5041)]
    milvus.forget()
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")  # pymilvus would try again after most others, and nobody would see it
    for attempt in range(4):
        try:
            museum.deliver(submission, client, records)
            break
        except SubmissionError:
            if attempt == 3:
                raise
        left = museum.rows(client, 5001, 5031)
        same(left, 30, called=f"count(*) of 30 rows that were there, after Milvus refused a write of {CALL}", why="Until the delivery comes again, the rows of before are what readers have. Which call replaces a row in one step?")
    require(any(c.status == "RESOURCE_EXHAUSTED" for c in milvus.calls()), called=f"{CALL} with 40 newer records", returned="neither an Insert nor an Upsert", expected="a write")
    called = f"{CALL}, of which Milvus had refused a write" if attempt == 0 else f"{CALL} again, after Milvus had refused a write"
    museum.compare(client, 5001, called, "The error was swallowed, so nobody will deliver again." if attempt == 0 else "The delivery came again after the error.")
