"""Checks of ch03/ex01. One collection goes through its life; beside it another has rows of its own."""

import operator
import re

import pytest

from grader.checks import SubmissionError, check, fail, misconception

KEYS = ("flushed", "sealed", "growing")
STAGES = ("nothing yet", "{new} rows inserted, nothing flushed", "flushed, and loaded by the query node",
          "{gone} flushed rows deleted, {more} rows inserted", "released")  # fmt: skip


@pytest.fixture(scope="module")
def world():
    """The collections, and how far they have come."""
    return {}


@pytest.fixture
def ask(submission, milvus, client, fresh, seed, rng, support, world):
    """Bring the collection to a stage, call the submission, and judge what comes back."""
    if not world:
        world.update(stage=0, name=support.collection(client, fresh("letters"), partitions=["drafts"]),
                     other=support.collection(client, fresh("diary")),
                     new=int(rng.integers(150, 400)), gone=int(rng.integers(20, 60)), more=int(rng.integers(61, 140)))  # fmt: skip
        client.insert(world["other"], support.rows(seed + 1, int(rng.integers(410, 500))))
        support.count(client, world["other"])

    def advance(stage):
        name, rows = world["name"], support.rows(seed, world["new"] + world["more"])
        while world["stage"] < stage:
            world["stage"] += 1
            if world["stage"] == 1:
                half = world["new"] // 3
                client.insert(name, rows[:half], partition_name="drafts")
                client.insert(name, rows[half : world["new"]])
            elif world["stage"] == 2:
                client.flush(name)
                support.until(lambda: support.sealed(client, name) == world["new"], "the flushed segments are loaded")
                support.until(lambda: support.growing(client, name, milvus.metrics()) == 0, "the growing segments are let go")
            elif world["stage"] == 4:
                client.release_collection(name)
                support.until(lambda: support.growing(client, name, milvus.metrics()) == 0, "the growing segments are let go")
                return
            else:
                client.delete(name, ids=[row["id"] for row in rows[: world["gone"]]])
                client.insert(name, rows[world["new"] :])
            support.count(client, name)

    def judge(stage, metrics=None):
        advance(stage)
        name, metrics = world["name"], metrics or milvus.metrics()
        live = support.count(client, name) if stage < 4 else None  # what is released cannot be counted
        value = submission.where(client, name, metrics)
        called = f'where(client, "{name}", metrics), ' + STAGES[stage].format(**world)
        wanted = {"flushed": support.flushed(client, name), "sealed": support.sealed(client, name),
                  "growing": support.growing(client, name, metrics)}  # fmt: skip
        try:
            found = {key: operator.index(value[key]) for key in KEYS}
        except (TypeError, KeyError, AttributeError):
            fail(called=called, returned=value, expected=f"a dict of whole numbers with the keys {', '.join(KEYS)}")
        if found == wanted:
            return
        told = {"called": called, "returned": found, "expected": wanted}
        everybody = sum(int(float(n)) for n in re.findall(r'^milvus_querynode_entity_num\{.*segment_state="Growing"\} (\S+)$', metrics, re.MULTILINE))
        parts = (found["flushed"], found["sealed"]) == (wanted["flushed"], wanted["sealed"])
        if parts and found["growing"] == everybody:
            misconception("one-metric-one-collection", **told, evidence=f"{everybody} is the sum over all collections of this server",
                          why="A metric has one line for each set of labels. Which label says whose rows they are?")
        if parts and live is not None and found["growing"] == max(0, live - wanted["flushed"]):
            misconception("growing-is-what-is-left", **told, evidence=f"a count finds {live} live rows, {wanted['flushed']} are flushed, and {found['growing']} is the difference",
                          why="A count leaves deleted rows out, a segment keeps them. What is left over when rows of a flushed segment were deleted?")
        if parts and found["growing"] == 0 and never_reads_metrics(submission, client, name):
            misconception("what-is-loaded-is-listed", **told, evidence=f"the metrics count {wanted['growing']} growing rows, list_loaded_segments() names none of them, and without any metrics the answer is the same",
                          why="Only sealed segments are loaded from storage, and only those are listed. Where are rows that came through the log?")
        if parts:
            fail(**told, why=f"The metrics count {wanted['growing']} growing rows of this collection. Which lines are about it, and about the state Growing, letter for letter?")
        fail(**told, why="Each row is in a segment. Which kind holds it decides what a search costs and what a crash would replay.")

    return judge


def never_reads_metrics(submission, client, name):
    """Whether an answer comes even where there are no metrics to be read: None instead of a text."""
    try:
        return isinstance(submission.where(client, name, None), dict)
    except SubmissionError:
        return False


@check(points=1)
def test_an_empty_collection(ask):
    """An empty collection has nothing anywhere"""
    ask(0)


@check(points=2, after="test_an_empty_collection")
def test_only_growing(ask):
    """Rows that were never flushed are growing"""
    ask(1)


@check(points=2, after="test_an_empty_collection")
def test_flushed_and_loaded(ask):
    """After the flush they are in storage, and sealed"""
    ask(2)


@check(points=2, after=("test_only_growing", "test_flushed_and_loaded"))
def test_deleted_rows_stay_in_their_segment(ask):
    """A delete takes nothing out of a segment"""
    ask(3)


@check(points=1, after="test_deleted_rows_stay_in_their_segment")
def test_large_numbers(ask, milvus, client, world, support):
    """A number like 1.2e+06 is read"""
    name = world["name"]
    number = client.describe_collection(name)["collection_id"]
    line = f'milvus_querynode_entity_num{{collection_id="{number}",indexed_field_count="0",node_id="2",partition_id="7",segment_state="Growing"}} 1.2e+06'
    ask(3, metrics=milvus.metrics().rstrip("\n") + f"\n{line}\n")


@check(points=1, after="test_large_numbers")
def test_released(ask):
    """A released collection is in storage, and nowhere else"""
    ask(4)
