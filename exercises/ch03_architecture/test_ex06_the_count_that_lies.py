"""Checks of ch03/ex06."""

import itertools

import pytest

from grader.checks import check, fail, misconception, require

ROWS = 1900
LARGE = 17_000
"""Rows of a collection that no single query returns: it stops at 16,384."""


@pytest.fixture(scope="module")
def world():
    return {}


@pytest.fixture
def shelf(client, fresh, seed, rng, support, world):
    """A collection with flushed rows, and rows that came after the flush; nothing is deleted yet."""
    if not world:
        name, flushed, later = support.collection(client, fresh("catalogue")), int(rng.integers(1050, 1200)), int(rng.integers(40, 90))
        rows = support.rows(seed, ROWS)
        client.insert(name, rows[:flushed])
        client.flush(name)
        client.insert(name, rows[flushed : flushed + later])
        world.update(name=name, rows=rows, there=set(range(flushed + later)), flushed=flushed)
    return world


def state(client, support, name):
    return {"live": support.count(client, name), "stored": support.flushed(client, name), "statistics": int(client.get_collection_stats(name)["row_count"])}


def written(milvus):
    """How many rows each write had, in its order: an upsert writes as an insert does."""
    return [c.rows for c in milvus.calls() if c.method in ("Insert", "Upsert")]


def no_flush(milvus, called):
    if milvus.calls("Flush"):
        misconception("flush-to-count", evidence=f"{len(milvus.calls('Flush'))} calls of Flush", called=called, returned="a collection that was flushed",
                      expected="no flush", why="It makes the statistics catch up with the inserts, for seconds and a segment each time; deletes it does not count.")


def of_now(milvus, called, returned):
    """Fail where a reader that did not ask for the latest writes was right by luck."""
    # Once a Strong read has been answered, the node has read that far, and later reads see it at any level.
    weak = sorted({c.level for c in itertools.takewhile(lambda c: c.level != "Strong", milvus.calls("Query"))})
    if weak:
        misconception("a-count-is-of-now", called=called, returned=returned, expected="a read that has to see every write before it",
                      evidence=f"Milvus heard a query that asked for {', '.join(weak)}",
                      why="A query sees what its level promises. Which level waits for the latest write? (An iterator reads at the collection's level, whatever it is given.)")


def number(value, wanted, called, client, support, name, milvus):
    """Judge a count of live rows."""
    no_flush(milvus, called)
    if not isinstance(value, bool) and value == wanted:
        of_now(milvus, called, "the right number, this time")
    else:
        told = state(client, support, name)
        levels = sorted({c.consistency for c in milvus.calls("Query")})
        if milvus.calls("GetCollectionStatistics") or milvus.calls("GetPersistentSegmentInfo"):
            misconception("statistics-are-a-count", called=called, returned=value, expected=wanted,
                          evidence=f"{wanted} rows are live, the flushed segments have {told['stored']}; and the statistics were asked",
                          why="Statistics add up what segments in storage were written with. What is not flushed is missing, what was deleted is in it.")
        if levels and "Strong" not in levels:
            misconception("a-count-is-of-now", called=called, returned=value, expected=wanted,
                          evidence=f"it counted at the level {', '.join(levels)}, a moment after a write; {told['live']} rows are live",
                          why="A count is a query, and sees what the level promises. Which level waits for the latest write?")
        fail(called=called, returned=value, expected=wanted, why="An operator decides by this number whether a load is complete.")


@check(points=2)
def test_live_rows(submission, milvus, client, support, shelf):
    """What was not flushed counts, what was deleted does not, at once"""
    name, rows = shelf["name"], shelf["rows"]
    steps = [("insert", sorted(set(range(ROWS)) - shelf["there"])[n : n + 7]) for n in (0, 7, 14)] + [("delete", [3, 4, 5])]
    for what, ids in steps:
        if what == "insert":
            client.insert(name, [rows[i] for i in ids])
            shelf["there"] |= set(ids)
        else:
            client.delete(name, ids=ids)
            shelf["there"] -= set(ids)
        milvus.forget()
        called = f'live_rows(client, "{name}"), right after the {what} of {len(ids)} rows'
        number(submission.live_rows(milvus.client(), name), len(shelf["there"]), called, client, support, name, milvus)


@check(points=2, after="test_live_rows")
def test_purge(submission, milvus, client, support, shelf, rng):
    """After a clean-up it says how many are left, also when some ids were not there"""
    name = shelf["name"]
    for _ in range(2):
        gone = rng.choice(sorted(shelf["there"])[:100], size=20, replace=False).tolist()
        ids = [*gone, 9001, 9002, 9003]
        milvus.forget()
        value = submission.purge(milvus.client(), name, ids)
        shelf["there"] -= set(gone)
        number(value, len(shelf["there"]), f'purge(client, "{name}", {len(gone)} ids that are there and 3 that are not)', client, support, name, milvus)
        left = {row["id"] for row in client.query(name, filter="id >= 0", output_fields=["id"], consistency_level="Strong")}
        require(left == shelf["there"], called=f'purge(client, "{name}", …)', returned=f"{len(left)} rows afterwards", expected=f"the {len(shelf['there'])} rows that were not to go")


@check(points=3, after="test_live_rows")
def test_resume(submission, milvus, client, support, shelf, rng):
    """Each row is there once, whatever was there before"""
    name, rows = shelf["name"], shelf["rows"]
    client.delete(name, ids=sorted(shelf["there"])[:10])
    shelf["there"] -= set(sorted(shelf["there"])[:10])
    before = set(shelf["there"])
    wanted = [rows[i] for i in rng.permutation(len(rows))[:1600].tolist()]
    missing = {row["id"] for row in wanted} - before
    milvus.forget()
    value = submission.resume(milvus.client(), name, wanted, 150)
    called = f'resume(client, "{name}", {len(wanted)} rows of which {len(missing)} are missing, 150)'
    no_flush(milvus, called)
    shelf["there"] = before | missing
    sent = sum(c.rows for c in milvus.calls("Insert"))
    there = {row["id"] for row in client.query(name, filter="id >= 0", output_fields=["id"], consistency_level="Strong")}
    count = support.count(client, name)
    if there != shelf["there"] or count != len(shelf["there"]):
        if sent == len(wanted) - len(before):
            misconception("a-count-is-a-position", called=called, returned=f"{len(there)} different rows, {count} in all", expected=f"{len(shelf['there'])} rows, each once",
                          evidence=f"{len(before)} rows were there, and exactly the rows after the first {len(before)} were inserted",
                          why="The rows that are there need not be the first ones: some were deleted, some came from elsewhere. What does each row have that can be asked for?")
        of_now(milvus, called, f"{len(there)} different rows, {count} in all; expected {len(shelf['there'])}")
        if len(there) < len(shelf["there"]):
            fail(called=called, returned=f"{len(there)} different rows, {count} in all", expected=f"{len(shelf['there'])} rows, each once",
                 why="Some rows were not inserted, though they are not there. What made them seem to be?")
        fail(called=called, returned=f"{len(there)} different rows, {count} in all", expected=f"{len(shelf['there'])} rows, each once",
             why="Milvus does not enforce that keys are unique: what is inserted again is there twice.")
    require(not isinstance(value, bool) and value == len(missing), called=called, returned=value, expected=len(missing))
    total = sum(written(milvus))
    require(total <= len(missing), called=called, returned=f"{total} rows were written", expected=f"{len(missing)}", why="What is there stays as it is: another client may have changed it since.")
    of_now(milvus, called, "the right rows, this time")
    batches = written(milvus)
    require(max(batches, default=0) <= 150, called=called, returned=f"batches of {batches}", expected="at most 150 rows in a batch")


@check(points=1, after="test_resume")
def test_a_large_collection(submission, milvus, client, fresh, support, seed, rng):
    """A collection may hold more rows than one query returns"""
    name = support.collection(client, fresh("archive"))
    for start in range(0, LARGE, 4250):
        client.insert(name, [{"id": i, "vector": [float(i)] * support.DIM, "word": str(i)} for i in range(start, start + 4250)])
    rows = [{**row, "id": 20_000 + row["id"]} for row in support.rows(seed, 460)]
    client.insert(name, [rows[i] for i in rng.permutation(460)[:30].tolist()])
    milvus.forget()
    value = submission.resume(milvus.client(), name, rows)
    called = f'resume(client, "{name}", 460 rows of which 430 are missing), in a collection of {LARGE + 30:,} rows'
    count = support.count(client, name)
    require(count == LARGE + 460, called=f"count(*) after {called}", returned=f"{count - LARGE} rows with the ids to be loaded", expected=460, why="One query returns at most 16,384 rows. What can be asked about the rows that you hold?")
    require(not isinstance(value, bool) and value == 430, called=called, returned=repr(value), expected=430)
    batches = written(milvus)
    require(max(batches, default=0) <= 200, called=called, returned=f"batches of {batches}", expected="at most 200 rows in a batch", why="That is the default of `batch`.")


@check(points=1, after="test_resume")
def test_nothing_left_to_do(submission, milvus, shelf):
    """A load that is complete inserts nothing"""
    name = shelf["name"]
    rows = [shelf["rows"][i] for i in sorted(shelf["there"])[-30:]]
    milvus.forget()
    value = submission.resume(milvus.client(), name, rows)
    sent = sum(written(milvus))
    require(not isinstance(value, bool) and value == 0 and sent == 0, called=f'resume(client, "{name}", 30 rows that are there)', returned=f"{value!r}, after {sent} rows were written", expected=0)
    value = submission.resume(milvus.client(), name, [])
    require(not isinstance(value, bool) and value == 0, called=f'resume(client, "{name}", [])', returned=repr(value), expected=0)
