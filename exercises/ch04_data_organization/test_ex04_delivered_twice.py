"""Checks of ch04/ex04. Each check has a range of ids to itself in one collection, so one mistake is one red line."""

import pytest
from pymilvus import DataType

from grader.checks import SubmissionError, check, misconception, same

CALL = "load(client, name, records)"
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
        return client.query(self.name, filter=f"id >= {low} and id < {high}", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

    def compare(self, client, low, called):
        """Compare the hundred ids from `low` with what was delivered."""
        high = low + 100
        count = self.rows(client, low, high)
        found = {
            r["id"]: (r["version"], r["title"])
            for r in client.query(self.name, filter=f"id >= {low} and id < {high}", output_fields=["id", "version", "title"], consistency_level="Strong")
        }
        expected = {i: (r["version"], r["title"]) for i, r in self.newest.items() if low <= i < high}
        same(count, len(expected), called=f"count(*) of the ids {low} to {high - 1} after {called}", why="One row for each id. (A query by id shows only one of several; count(*) counts them all.)")
        older = [i for i in expected if i in found and found[i][0] < expected[i][0]]
        if older:
            i = older[0]
            misconception("last-delivery-wins", evidence=f"id {i} has version {found[i][0]}, and version {expected[i][0]} had been delivered before it",
                          called=called, returned=f"{len(older)} ids with an older version", expected="the highest version of each id",
                          why="What comes last is not what is newest. What has to be known before an old record is written over a newer one?")
        same(found, expected, called=f"version and title by id, after {called}")


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
    museum.deliver(submission, client, [record(i, 1) for i in range(1, 61)])
    museum.compare(client, 1, CALL)


@check(points=2, after="test_first_delivery")
def test_the_same_delivery_again(submission, client, museum):
    """The same delivery again changes nothing"""
    called = f"{CALL}, the same records again"
    museum.deliver(submission, client, [museum.newest[i] for i in range(1, 61)])
    count = museum.rows(client, 1, 101)
    if count == 120:
        misconception("insert-replaces", evidence=f"count(*) is {count} after 60 records were delivered twice, while a query by id shows one row for each",
                      called=called, returned=f"{count} rows", expected="60 rows",
                      why="Milvus takes a second row with the same key without a word. Which call replaces the row that is there?")
    museum.compare(client, 1, called)


@check(points=2, after="test_first_delivery")
def test_twice_in_one_delivery(submission, client, milvus, rng, record, museum):
    """A record twice in one delivery is one row"""
    records = [record(i, v) for i in range(101, 121) for v in (2, 1)]
    records += records[:10]
    rng.shuffle(records)
    called = f"{CALL} with {len(records)} records of 20 ids"
    milvus.forget()
    museum.deliver(submission, client, records)
    count = museum.rows(client, 101, 201)
    if count > 20 and milvus.calls("Upsert"):
        misconception("upsert-sorts-a-batch", evidence=f"20 ids, of which each came twice or more in one call, became {count} rows",
                      called=called, returned=f"{count} rows", expected="20 rows",
                      why="An upsert deletes what was there before the call and inserts all that it was given. Who sorts out the records of one call?")
    museum.compare(client, 101, called)


@check(points=2, after="test_first_delivery")
def test_an_old_delivery_comes_late(submission, client, milvus, record, museum):
    """An older version that comes late is not taken"""
    museum.deliver(submission, client, [record(i, 5) for i in range(201, 221)])
    milvus.forget()
    museum.deliver(submission, client, [record(i, 4) for i in range(211, 226)] + [record(i, 6) for i in range(226, 231)])
    called = f"{CALL}, version 4 after version 5"
    museum.compare(client, 201, called)
    # Once a Strong read has been answered, the node has read that far, and later reads see it at any level.
    weak = [c for c in milvus.calls() if c.method in ("Query", "Search")][:1]
    if weak and weak[0].consistency != "Strong":
        misconception("a-read-sees-the-present", evidence=f"Milvus heard a {weak[0].method} that asked for {weak[0].level}",
                      called=called, returned="the right rows, this time", expected="a read that has to see the delivery before",
                      why="Milvus Lite always answers from the present. A server may answer from some seconds ago, and then version 5 is overwritten. Which level may not?")


@check(points=1, after="test_first_delivery")
def test_a_delivery_that_was_cut_short(submission, client, milvus, record, museum):
    """After an error the delivery comes again, and nothing is lost or doubled"""
    records = [record(i, 9) for i in range(301, 331)]
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="INTERNAL")
    for attempt in range(4):
        try:
            museum.deliver(submission, client, records)
            break
        except SubmissionError:
            if attempt == 3:
                raise
    museum.compare(client, 301, f"{CALL} again, after Milvus had refused a write")


@check(points=1, after="test_first_delivery")
def test_nothing_delivered(submission, client, milvus, support, museum):
    """An empty delivery is no error, and the number returned is right"""
    before = support.count(client, museum.name)
    milvus.forget()
    told, call = museum.deliver(submission, client, []), "load(client, name, [])"
    if told != before and milvus.calls("GetCollectionStatistics"):
        misconception("statistics-are-a-count", evidence=f"Milvus heard GetCollectionStatistics, which says {told}; count(*) says {before}",
                      called=call, returned=told, expected=before, why="Statistics add up what was inserted, rows included that an upsert or a delete has replaced since. What counts rows?")
    same(told, before, called=call, why="The number of rows that the collection holds.")
    same(support.count(client, museum.name), before, called="count(*) after load(client, name, [])")
