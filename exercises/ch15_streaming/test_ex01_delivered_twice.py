"""Checks of ch15/ex01. Every delivery is made by a process of its own."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

FIELDS = [("version", "INT64", {}), ("title", "VARCHAR", {"max_length": 200}), ("price", "INT64", {})]


@pytest.fixture
def offers(client, support, fresh):
    return support.collection(client, fresh("offers"), FIELDS)


def compare(client, support, name, expected, called, *, wrong=None):
    """Every row against the event that should stand; `wrong` may name a misconception for rows in an older version."""
    found = support.everything(client, name)
    rows = support.count(client, name)
    missing = [i for i in expected if i not in found]
    more = [i for i in found if i not in expected]
    require(not missing, called=called, returned=f"{len(found)} offers; {len(missing)} are missing, among them {missing[:1]}", expected=f"{len(expected)} offers", why="Every offer of which an event came has a row.")
    require(not more, called=called, returned=f"{len(more)} offers of which no event came, among them {more[:1]}", expected=f"{len(expected)} offers")
    require(rows == len(expected), called=called, returned=f"{rows} rows of {len(expected)} offers", expected="one row per offer", why="A row that is written again has to replace the one that is there.")
    old = [i for i in expected if found[i]["version"] < expected[i]["version"]]
    if old:
        i = old[0]
        told = dict(called=called, returned=f"the offer {i} in version {found[i]['version']}", expected=f"version {expected[i]['version']}, which was delivered too")
        if wrong is not None and (name_of := wrong(found, old)):
            misconception(name_of, evidence=f"{len(old)} of {len(expected)} offers have an older version than the newest that was delivered", why="An upsert replaces a row, whatever is in it. Who compares the versions?", **told)
        fail(why="The highest version stands, whatever came last.", **told)
    for i, event in expected.items():
        bare = {k: v for k, v in found[i].items() if k != "vector"}
        same(bare, {k: v for k, v in event.items() if k != "vector"}, called=f"the row {i} after {called}", why="A row is the event of its version, whole.")
        require(np.allclose(found[i]["vector"], event["vector"], atol=1e-5), called=f"the vector of the row {i} after {called}", returned="another vector", expected="the one of that version")


@check(points=2)
def test_within_one_delivery(submission, client, milvus, support, offers, rng, seed):
    """A delivery in any order, with events twice, leaves the newest of each offer"""
    events = support.puts(seed, rng, support.ids(rng, 60), 4)
    delivery = support.shuffled(rng, events + [events[int(i)] for i in rng.choice(len(events), size=90, replace=False)])
    last = {e["id"]: e["version"] for e in delivery}
    called = f"apply() of {len(delivery)} events of 60 offers"
    changed = submission.apply(client, offers, delivery)

    def wrong(found, old):
        return "the-last-to-arrive-wins" if all(found[i]["version"] == last[i] for i in found) else ""

    compare(client, support, offers, support.newest(events), called, wrong=wrong)
    support.no_key_twice(milvus, called)
    same(changed, 60, called=called, why="Each of the 60 offers has a row now that was not there before.")


@check(points=3, after="test_within_one_delivery")
def test_across_deliveries(submission, client, milvus, support, offers, rng, seed):
    """An older event that comes again later changes nothing"""
    events = support.puts(seed, rng, support.ids(rng, 50), 5)
    by_id = {}
    for event in events:
        by_id.setdefault(event["id"], []).append(event)
    parts = [[], [], []]
    for number, (_, own) in enumerate(by_id.items()):
        # A third each: in order, the newest first, and the newest in the middle.
        order = [(0, 1, 2), (2, 0, 1), (0, 2, 1)][number % 3]
        for part, place in zip(parts, order, strict=True):
            part.extend(own[: [2, 4, 5][place]] if place else own[:2])
    seen, latest = [], {}
    for number, part in enumerate(parts, 1):
        delivery = support.shuffled(rng, part)
        before = support.newest(seen)
        seen += delivery
        after = support.newest(seen)
        latest = support.newest(delivery)
        changed = sum(1 for i in after if i not in before or before[i]["version"] != after[i]["version"])
        called = f"apply() of the delivery {number} of 3, by a process of its own"
        milvus.forget()
        found_changed = submission.spawn().apply(client, offers, delivery)

        def wrong(found, old, latest=latest):
            return "the-newest-of-this-delivery" if all(found[i]["version"] == latest[i]["version"] for i in old if i in latest) and all(i in latest for i in old) else ""

        compare(client, support, offers, after, called, wrong=wrong)
        support.no_second_row(milvus, before, called)
        support.reads_the_present(milvus, called)
        same(found_changed, changed, called=called, why=f"{changed} of the {len(latest)} offers in it have a newer version than before.")


@check(points=1, after="test_across_deliveries")
def test_nothing_new_writes_nothing(submission, client, milvus, support, offers, rng, seed):
    """A delivery that is known already, or empty, writes nothing"""
    events = support.puts(seed, rng, support.ids(rng, 20), 3)
    submission.apply(client, offers, events)
    for delivery, what in ((support.shuffled(rng, events), "the same 60 events again"), ([], "no event"), ([events[0]], "one old event")):
        milvus.forget()
        called = f"apply() of {what}"
        same(submission.spawn().apply(client, offers, delivery), 0, called=called, why="No row is newer than before.")
        writes = [c.method for c in milvus.calls() if c.method in support.WRITES]
        require(not writes, called=called, returned=f"{len(writes)} writes ({', '.join(sorted(set(writes)))})", expected="none", why="Every upsert deletes a row and writes another. A log that is read again would rewrite the whole collection.")
    compare(client, support, offers, support.newest(events), "the three deliveries that brought nothing new")


@check(points=1, after="test_across_deliveries")
def test_three_thousand(submission, client, milvus, support, offers, rng, seed):
    """A large delivery is applied whole"""
    keys = support.ids(rng, 2600)
    first = support.puts(seed, rng, keys, 1)
    submission.apply(client, offers, first)
    # A change is a change, whether of the price, of the title, or of neither.
    changes = [lambda e: {"price": e["price"] + 1000}, lambda e: {"title": f"{e['title']}, again"}, lambda e: {}]
    second = [{**e, "version": e["version"] + 3, **changes[n % 3](e)} for n, e in enumerate(first[:1500])] + [{**e, "version": e["version"] - 1} for e in first[1500:]]
    called = "apply() of 2,600 events, of which 1,500 are newer than what is stored"
    milvus.forget()
    same(submission.apply(client, offers, support.shuffled(rng, second)), 1500, called=called, why="2,600 events in one delivery are few.")
    compare(client, support, offers, support.newest(first + second), called)
    support.no_second_row(milvus, {e["id"] for e in first}, called)
