"""Checks of ch15/ex02."""

import math

import pytest

from grader.checks import check, misconception, no_second_row, require, same

FIELDS = [("version", "INT64", {}), ("deleted", "BOOL", {}), ("title", "VARCHAR", {"max_length": 200}), ("price", "INT64", {})]
NOON = 1_764_300_000_000


@pytest.fixture
def offers(client, support, fresh):
    return support.collection(client, fresh("offers"), FIELDS)


def history(seed, rng, support, n, changes=3):
    """`changes` events of each of n offers, oldest first; about every other offer ends with a tombstone, and some come back."""
    found = []
    for place, event in enumerate(support.puts(seed, rng, support.ids(rng, n), changes)):
        at = place % changes
        version = NOON + place * 1000 + int(rng.integers(900))
        gone = at and rng.random() < 0.5
        found.append({"id": event["id"], "version": version, "op": "delete"} if gone else {**event, "version": version, "op": "put"})
    return found


def there(client, support, name):
    """The offers that are there, by id, and how many tombstones."""
    rows = support.everything(client, name, ["id", "version", "deleted", "title", "price"])
    return {i: r for i, r in rows.items() if not r["deleted"]}, sum(1 for r in rows.values() if r["deleted"])


def compare(client, support, name, events, called):
    expected = {i: e for i, e in support.newest(events).items() if e["op"] == "put"}
    found, _ = there(client, support, name)
    missing, more = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    require(not missing, called=called, returned=f"{len(found)} offers are there; {len(missing)} are missing, among them {missing[:1]}", expected=f"{len(expected)} offers", why="Their newest event is a put.")
    require(not more, called=called, returned=f"{len(found)} offers are there; {len(more)} of them were taken back, among them {more[:1]}", expected=f"{len(expected)} offers", why="Their newest event is a tombstone.")
    for i, event in expected.items():
        same({k: found[i][k] for k in ("version", "title", "price")}, {k: event[k] for k in ("version", "title", "price")}, called=f"the row {i} after {called}", why="A row is its newest event.")
    same(support.count(client, name) >= len(expected) and len(support.everything(client, name, ["id"])) == support.count(client, name), True, called=f"one row per id after {called}", why="A row that is written again replaces the one that is there.")


@check(points=1)
def test_puts_and_tombstones(submission, client, milvus, support, offers, rng, seed):
    """One delivery, in any order: the newest event counts for each offer"""
    events = history(seed, rng, support, 80)
    called = f"apply() of {len(events)} events of 80 offers"
    submission.apply(client, offers, support.shuffled(rng, events + events[::7]))
    compare(client, support, offers, events, called)
    support.no_key_twice(milvus, called)
    found, _ = there(client, support, offers)
    milvus.forget()
    submission.apply(client, offers, [])
    require(not [c for c in milvus.calls() if c.method in support.WRITES], called="apply() of no event", returned="a write", expected="none")
    same(len(found), sum(1 for e in support.newest(events).values() if e["op"] == "put"), called="offers that are there", why="Half of them were taken back.")


@check(points=3, after="test_puts_and_tombstones")
def test_an_older_event_after_the_tombstone(submission, client, milvus, support, offers, rng, seed):
    """What was taken back stays away, however late an older event comes"""
    events = history(seed, rng, support, 60, 4)
    ends = support.newest(events)
    early = [e for e in events if ends[e["id"]] is e]
    late = [e for e in events if ends[e["id"]] is not e]
    # Of every other offer the first event is there already when the newest one comes, and what lies between them comes last.
    first = list({e["id"]: e for e in reversed(events)}.values())[::2]
    submission.apply(client, offers, [e for e in first if ends[e["id"]] is not e])
    submission.apply(client, offers, early)
    called = f"apply() of {len(late)} older events, after the newest of each offer had been delivered"
    milvus.forget()
    submission.spawn().apply(client, offers, support.shuffled(rng, late))
    found, _ = there(client, support, offers)
    back = [i for i in found if ends[i]["op"] == "delete"]
    if back and all(i in found for i, e in ends.items() if e["op"] == "put") and all(found[i]["version"] == e["version"] for i, e in ends.items() if e["op"] == "put"):
        misconception("a-deletion-is-a-delete", evidence=f"{len(back)} offers that were taken back are there again, in an older version; all others are right", called=called, returned=f"the offer {back[0]} in version {found[back[0]]['version']}",
                      expected=f"no such offer: its tombstone has version {ends[back[0]]['version']}", why="When the old event comes, what in Milvus still knows of the tombstone?")
    compare(client, support, offers, events, called)
    support.no_second_row(milvus, ends, called)
    support.reads_the_present(milvus, called)
    again = [{**e, "version": ends[e["id"]]["version"] + 5000} for e in early if e["op"] == "put"][:5]
    again += [{**next(e for e in events if e["id"] == i and e["op"] == "put"), "version": ends[i]["version"] + 5000} for i in [i for i, e in ends.items() if e["op"] == "delete"][:5]]
    milvus.forget()
    submission.spawn().apply(client, offers, again)
    called = "apply() of newer puts, five of them of offers that had been taken back"
    compare(client, support, offers, events + again, called)
    no_second_row(milvus, called, {offers: ends})


def cosine(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True)) / math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))


@check(points=2, after="test_puts_and_tombstones")
def test_among_thousands_of_tombstones(submission, client, milvus, support, offers, rng, seed):
    """A search finds the offers that are there, among thousands that are not"""
    vectors, _ = support.pool(seed)
    keys = support.ids(rng, 2030)
    query = vectors[int(rng.integers(len(vectors)))]
    order = sorted(range(len(vectors)), key=lambda n: -cosine(vectors[n], query))
    near, far = order[:600], order[600:]
    # 2,000 were sold, and every one of them was nearer than what is left; 12 left, 18 were bought by nobody and are far.
    sold = [{"id": i, "version": NOON + n, "op": "put", "title": "t", "price": 1, "vector": vectors[near[n % 500]]} for n, i in enumerate(keys[:2000])]
    left = [{"id": i, "version": NOON + n, "op": "put", "title": "t", "price": 2, "vector": vectors[far[40 * n]]} for n, i in enumerate(keys[2000:])]
    submission.apply(client, offers, sold)
    submission.apply(client, offers, left)
    submission.apply(client, offers, [{"id": e["id"], "version": e["version"] + 10_000, "op": "delete"} for e in sold])
    # A tombstone's vector is whatever the submission has chosen: the query is that, so that all of them are nearer than any offer.
    stone = next(iter(client.query(offers, filter="deleted == true", output_fields=["vector"], limit=1)), None)
    if stone is not None and any(stone["vector"]):
        query = [float(x) for x in stone["vector"]]
    expected = [e["id"] for e in sorted(left, key=lambda e: -cosine(e["vector"], query))]
    milvus.forget()
    for k in (12, 30, 50):
        called = f"search(…, k={k}) with 30 offers that are there and 2,000 that were taken back"
        found = submission.search(client, offers, query, k)
        require(isinstance(found, list) and all(isinstance(i, int) for i in found), called=called, returned=found, expected="a list of ids")
        if len(found) < min(k, 30) and found == expected[: len(found)]:
            asked = max((int(c.params.get("topk", 0) or 0) for c in milvus.searches()), default=0)
            filtered = any(getattr(c.request, "dsl", "") for c in milvus.searches())
            if not filtered and asked > k:
                misconception("drop-what-is-sold-afterwards", evidence=f"the search asked for {asked} rows without a filter, and {len(found)} of the rows that came are there", called=called, returned=f"{len(found)} ids", expected=f"{min(k, 30)} ids",
                              why="The nearest 2,000 rows are tombstones. Who should leave them out, and when?")
        same(found, expected[:k], called=called, why="Nearest first, and none that was taken back.")
        support.reads_the_present(milvus, called)


@check(points=2, after="test_an_older_event_after_the_tombstone")
def test_tombstones_expire(submission, client, milvus, support, offers, rng, seed):
    """Old tombstones go, newer ones and old offers stay"""
    events = history(seed, rng, support, 90)
    ends = support.newest(events)
    submission.apply(client, offers, events)
    stones = sorted(e["version"] for e in ends.values() if e["op"] == "delete")
    border = stones[len(stones) // 2]
    called = f"expire(…, before={border}) with {len(stones)} tombstones, one of them of exactly this version"
    kept = {i for i, e in ends.items() if e["op"] == "put" or e["version"] >= border}
    submission.spawn().expire(client, offers, border)
    found = set(support.everything(client, offers, ["id"]))
    gone, too_many = sorted(kept - found), sorted(found - kept)
    require(not gone, called=called, returned=f"{len(gone)} rows are gone that should stay, among them {gone[:1]}: {ends[gone[0]]['op'] if gone else ''}", expected="offers that are there stay, and tombstones from `before` on", why="An offer may be old and still there.")
    require(not too_many, called=called, returned=f"{len(too_many)} rows are still in the collection, among them {too_many[:1]}", expected=f"{len(kept)} rows", why="A tombstone whose time is over only takes room.")
    compare(client, support, offers, events, called)
    left = [e for e in events if e["id"] in kept]
    submission.spawn().apply(client, offers, left)
    compare(client, support, offers, left + [e for e in ends.values() if e["id"] not in kept], "apply() of older events of the rows that stayed")


@check(points=1, after="test_tombstones_expire")
def test_many_expire(submission, client, support, offers, rng):
    """Old tombstones go, also when there are many"""
    stones = [{"id": i, "version": NOON + n, "op": "delete"} for n, i in enumerate(support.ids(rng, 1700))]
    submission.apply(client, offers, stones)
    submission.spawn().expire(client, offers, NOON + 1500)
    same(support.count(client, offers), 200, called="the rows after expire() of 1,500 of 1,700 tombstones", why="A page of a query is not all of it.")
