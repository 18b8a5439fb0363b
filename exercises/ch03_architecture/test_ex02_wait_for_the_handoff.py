"""Checks of ch03/ex02. The collection is released and loaded by the grader, so that no luck with the clock decides."""

import itertools
import statistics
import threading
import time

import pytest

from grader.checks import check, fail, misconception, require

FLUSH = 2.0
LOOKED_AT = {"DescribeIndex": "the state of the index", "GetCollectionStatistics": "the statistics", "Query": "a count"}


@pytest.fixture(scope="module")
def world():
    return {}


@pytest.fixture
def name(client, fresh, support, world):
    if not world:
        world["name"] = support.collection(client, fresh("atlas"), loaded=False)
        world["next"] = 0
    return world["name"]


@pytest.fixture
def insert(client, seed, rng, support, name, world):
    """More rows, never flushed before; says how many."""
    def more():
        count = int(rng.integers(60, 140))
        client.insert(name, support.rows(seed, count, world["next"]))
        world["next"] += count
        return count

    return more


def segments(client, name):
    return ({s.segment_id for s in client.list_persistent_segments(name)}, {s.segment_id for s in client.list_loaded_segments(name)})


def too_early(milvus, client, name, called, value, situation):
    """Say what the submission took for the sign, by what it asked Milvus after the flush."""
    stored, served = segments(client, name)
    calls = [c.method for c in milvus.calls()]
    after = calls[len(calls) - calls[::-1].index("Flush") :] if "Flush" in calls else []
    told = {"called": f"{called}, {situation}", "returned": value, "expected": f"a wait: {len(stored - served)} of {len(stored)} segments are not served"}
    if "Flush" not in calls:
        fail(**told, why="Nothing was flushed: the rows are still in a growing segment.")
    if "LoadCollection" in calls:
        fail(**told, why="The submission loaded the collection. The client that released it had a reason, perhaps the memory.")
    if "DescribeIndex" in after:
        misconception("built-is-loaded", **told, evidence=f"after the flush it asked for the index {after.count('DescribeIndex')} times, and {len(served)} segments are served",
                      why="Building an index writes a file to storage. Who has to load that file before a search can use it?")
    if "GetQuerySegmentInfo" not in after:
        misconception("flushed-is-served", **told, evidence=f"after the flush it asked Milvus for {', '.join(sorted(set(after) - {'GetFlushState'})) or 'nothing'}",
                      why="A flush is about storage. What says that the query node has taken the segments over?")
    fail(**told, why="Every segment in storage has to be served, each one by its id.")


def pause(calls):
    """Seconds between two looks in which nothing was asked, in the middle of all of them."""
    looks = [i for i, c in enumerate(calls) if c.method == "GetQuerySegmentInfo"]
    idle = []
    for i, j in itertools.pairwise(looks):
        inside = sum(c.seconds for c in calls[i + 1 : j])
        idle.append(calls[j].at - calls[i].at - calls[i].seconds - inside)
    return statistics.median(idle) if idle else 0.0


@check(points=2)
def test_waits_until_it_is_served(submission, milvus, client, support, name, insert):
    """It returns only when the query node serves what was flushed"""
    insert()
    done = threading.Event()
    loaded = {}

    def load_later():
        """Another client loads the collection, a while after the flush."""
        while not done.is_set() and not any("Flushed" in str(s.state) for s in client.list_persistent_segments(name)):
            time.sleep(0.05)
        if not done.wait(2):  # the flush returns within half a second of this
            loaded["at"] = time.monotonic()
            client.load_collection(name)

    milvus.delay("Flush", FLUSH)  # so that a clock that starts before the flush is seen
    helper = threading.Thread(target=load_later)
    called = f'flush_and_settle(client, "{name}", timeout=30)'
    helper.start()
    try:
        value = submission.flush_and_settle(client, name, 30)
        returned = time.monotonic()
    finally:
        done.set()
        helper.join(support.PATIENCE)
    if "at" not in loaded or returned < loaded["at"]:
        too_early(milvus, client, name, called, value, "while the collection was released, to be loaded a while later")
    stored, served = segments(client, name)
    require(bool(stored) and stored <= served, called=called, returned=f"{len(served)} of {len(stored)} segments served", expected="all of them",
            why="Every segment in storage has to be served, each one by its id.")
    asked = sorted({c.method for c in milvus.calls()})
    require("GetQuerySegmentInfo" in asked, called=called, returned=f"only these calls: {', '.join(asked)}", expected="a look at the segments that are served",
            why="A collection is loaded as a whole, once. What is flushed into a loaded one is served a while later; only its segments say when.")
    require(isinstance(value, float | int) and not isinstance(value, bool) and 0.5 <= value <= 30, called=called, returned=value,
            expected="the seconds that it waited after the flush", why="The flush took its own time. How long did the rest take?")
    heard = milvus.calls()
    flushed = max(c.at + c.seconds for c in heard if c.method in ("Flush", "GetFlushState"))
    waited = max(c.at + c.seconds for c in heard) - flushed
    looks = len(milvus.calls("GetQuerySegmentInfo"))
    hurried = looks > 20 * waited + 20 or (looks > 20 and pause(heard) < 0.01)  # a busy machine answers a busy loop slowly
    require(not hurried, called=called, returned=f"{looks} looks in {waited:.1f} s", expected="a few looks a second", why="Each look is a call that the server answers. Waiting need not keep it busy.")
    require(value < waited + FLUSH / 2, called=called, returned=value, expected=f"about {waited:.1f}, the seconds that it waited after the flush", why="The flush took its own time. When does the clock start?")


@check(points=1, after="test_waits_until_it_is_served")
def test_more_rows_in_a_loaded_collection(submission, milvus, client, name, insert, world):
    """What is flushed into a loaded collection is also waited for"""
    called = f'flush_and_settle(client, "{name}", timeout=30), with segments of earlier flushes'
    for _ in range(2):
        insert()
        milvus.forget()
        submission.flush_and_settle(client, name, 30)
        # Rows, not segments: a compaction may have put other segments into storage since the submission looked.
        served = sum(s.num_rows for s in client.list_loaded_segments(name))
        require(served >= world["next"], called=called, returned=f"{served} of {world['next']} rows served from sealed segments", expected="all of them",
                why="The collection is loaded, and segments of earlier flushes are served. Are the new ones?")


@check(points=2)
def test_gives_up_in_time(submission, milvus, client, support, name, insert):
    """A released collection is never served: TimeoutError, and it stays released"""
    client.release_collection(name)
    insert()
    called = f'flush_and_settle(client, "{name}", timeout=1.0)'
    start = time.monotonic()
    try:
        with submission.raises("TimeoutError"):
            value = submission.flush_and_settle(client, name, 1.0)
            if segments(client, name)[1]:
                fail(called=called, returned="the collection is loaded", expected="released, as it was", why="The client that released it had a reason, perhaps the memory.")
            too_early(milvus, client, name, called, value, "on a collection that stays released")
    finally:
        seconds = time.monotonic() - start
    require(seconds < 15, called=called, returned=f"TimeoutError after {seconds:.0f} s", expected="about a second after the flush")
    require(not segments(client, name)[1], called=called, returned="the collection is loaded", expected="released, as it was",
            why="The client that released it had a reason, perhaps the memory.")


@check(points=1)
def test_nothing_to_wait_for(submission, client, fresh, support):
    """An empty collection is settled at once"""
    name = support.collection(client, fresh("empty"), loaded=False)
    value = submission.flush_and_settle(client, name, 5)
    require(isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value < 4,
            called=f'flush_and_settle(client, "{name}", timeout=5), an empty collection', returned=value, expected="about 0.0")
