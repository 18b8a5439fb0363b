"""Checks of ch10/ex07. The recording proxy hears every message; each check is about one of the mistakes, the first about a good day."""

import time

from grader.checks import SubmissionError, check, difference, fail, misconception, require, same


def shelf(client, fresh, rng, support, n=60):
    """(name, rows): ids beyond 2^53 that differ by one, small ones, negative ones."""
    name = support.collection(client, fresh("films"), fields=(("title", "VARCHAR", {"max_length": 60}), ("year", "INT64", {})))
    big = int(rng.integers(2**58, 2**61)) * 2
    ids = [*(big + i for i in range(12)), *(-big - i for i in range(6)), *(int(i) for i in rng.choice(9000, size=n - 18, replace=False) + 1)]
    rows = [{"id": i, "vector": support.vector(rng), "title": f"film {k} {int(rng.integers(1000))}", "year": 1930 + k if k % 12 else -k} for k, i in enumerate(ids)]  # of some the year is unknown, or before ours
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    return name, rows


def right(rows, queries, k, support, after=None):
    kept = [r for r in rows if after is None or r["year"] > after]
    titles = {r["id"]: r["title"] for r in rows}
    return [[(i, titles[i]) for i in support.order(kept, q, k)] if kept else [] for q in queries]


def pairs(found):
    """Lists of tuples, whatever sequence the pairs are."""
    if not (isinstance(found, list) and all(isinstance(one, list) for one in found)):
        return found
    return [[tuple(p) if isinstance(p, list | tuple) else p for p in one] for one in found]


@check(points=1)
def test_a_good_day(submission, client, milvus, fresh, rng, support):
    """On a good day it finds what is nearest, in one call"""
    name, rows = shelf(client, fresh, rng, support)
    films = submission.Films(milvus.uri)
    for n, k in ((1, 3), (4, 5)):
        queries = [support.vector(rng) for _ in range(n)]
        milvus.forget()
        same(pairs(films.nearest(name, queries, k, seconds=20)), right(rows, queries, k, support), called=f"nearest(…, {n} vectors, k={k})")
        require(len(milvus.calls("Search")) == 1, called=f"nearest(…, {n} vectors)", returned=f"{len(milvus.calls('Search'))} calls of Search", expected="one")
        kind = milvus.calls("Search")[0].request.dsl_type
        require(kind == 1, called=f"nearest(…, {n} vectors)", returned=f"a message with dsl_type {kind}", expected="BoolExprV1, which is 1", why="Milvus Lite does not look at it, and a server of 2.3.5 ends at once.")
    films.close()


@check(points=2, after="test_a_good_day")
def test_short_lists(submission, client, milvus, fresh, rng, support):
    """A list may be short or empty, and each hit is in the list of its own vector"""
    name, rows = shelf(client, fresh, rng, support)
    films = submission.Films(milvus.uri)
    queries = [support.vector(rng) for _ in range(3)]
    for after, k in ((1986, 5), (1970, 40), (1989, 4), (0, 60), (-5, 3)):
        kept = sum(r["year"] > after for r in rows)
        called = f"nearest(…, 3 vectors, k={k}, after={after}), which {kept} films pass"
        found, wanted = pairs(films.nearest(name, queries, k, after, 20)), right(rows, queries, k, support, after)
        flat = [p for one in wanted for p in one]
        if found != wanted and found == [flat[i * k : (i + 1) * k] for i in range(3)]:
            misconception("flat-list-cut-by-k", evidence=f"{len(flat)} hits in their order, in lists of {[len(o) for o in found]} instead of {[len(o) for o in wanted]}", called=called, returned=[len(o) for o in found], expected=[len(o) for o in wanted],
                          why="The first vector got hits of the second. What in the reply says how many each has?")
        same(found, wanted, called=called)
    films.close()


@check(points=2, after="test_a_good_day")
def test_refused(submission, client, milvus, fresh, rng, support):
    """What Milvus refuses raises Refused, with its code"""
    name, rows = shelf(client, fresh, rng, support)
    films = submission.Films(milvus.uri)
    gone = name + "_gone"
    for called, call in (("nearest() in a collection that is not there", lambda: films.nearest(gone, [rows[0]["vector"]], 3, seconds=20)), ("drop() in a collection that is not there", lambda: films.drop(gone, [1]))):
        milvus.forget()
        try:
            value = call()
        except SubmissionError as error:
            codes = [c.code for c in milvus.calls() if c.code]
            require(error.type == "Refused" and bool(codes), called=called, returned=f"{error.type}: {error.message[:160]}", expected="Refused with Milvus' code")
            same(error.code, codes[-1], called=f"{called}: the code of Refused")
        else:
            said = [c for c in milvus.calls() if c.status == "OK" and c.code]
            if said:
                misconception("grpc-ok-is-success", evidence=f"{said[-1].method} ended with gRPC's OK, and the reply has Milvus' code {said[-1].code}", called=called, returned=value, expected="Refused", why="OK says that there is a reply. What does the reply say?")
            fail(called=called, returned=value, expected="Refused")
    films.close()


@check(points=2, after="test_a_good_day")
def test_newest(submission, client, milvus, fresh, rng, support):
    """The newest rows count"""
    name, rows = shelf(client, fresh, rng, support)
    films = submission.Films(milvus.uri)
    for n in range(3):
        row = {"id": 20_000 + n, "vector": [50.0 + n, 50.0, 50.0, 50.0], "title": f"new {n}", "year": 2020}
        client.insert(name, [row])
        milvus.forget()
        found = pairs(films.nearest(name, [row["vector"]], 1, seconds=20))
        level = milvus.calls("Search")[-1].consistency
        if level not in ("Strong", "default"):
            misconception("the-level-takes-care-of-itself", evidence=f"the message asks for the level {level}", called="nearest() of a film that was inserted just before", returned=found, expected=[[(row["id"], row["title"])]],
                          why="A read at this level need not see what was just written, and on a busy server it does not. Which one does?")
        same(found, [[(row["id"], row["title"])]], called="nearest() of a film that was inserted just before")
    films.close()


@check(points=2, after="test_a_good_day")
def test_drop(submission, client, milvus, fresh, rng, support):
    """drop() deletes these films, and no other"""
    name, rows = shelf(client, fresh, rng, support)
    ids = [r["id"] for r in rows]
    films = submission.Films(milvus.uri)
    gone = [ids[3], ids[5], ids[14], ids[30]]
    films.drop(name, gone)
    films.drop(name, [])
    left = [r["id"] for r in support.all_rows(client, name)]
    wanted = [i for i in ids if i not in gone]
    called = f"drop(…, {gone}), then drop(…, [])"
    if sorted(left) != sorted(wanted):
        rounded = {int(float(i)) for i in gone}
        if sorted(left) == sorted(i for i in ids if i not in rounded):
            misconception("ids-are-floats", evidence=f"what is gone are the floats nearest to the ids: {sorted(set(ids) - set(left))[:4]}", called=called, returned=difference(left, wanted), expected=difference(wanted, wanted), why="An id is a name. What happens to it on its way into the filter?")
        fail(called=called, returned=f"in the collection: {difference(left, wanted)}", expected=difference(wanted, wanted))
    films.close()


@check(points=2, after="test_a_good_day")
def test_late(submission, client, milvus, fresh, rng, support):
    """A reply that does not come in time raises TimeoutError in time"""
    name, rows = shelf(client, fresh, rng, support)
    films = submission.Films(milvus.uri)
    for called, method, call in (
        ("nearest(…, seconds=1), the reply being held for 6 s", "Search", lambda: films.nearest(name, [rows[0]["vector"]], 2, seconds=1)),
        ("drop(…, seconds=1), the reply being held for 6 s", "Delete", lambda: films.drop(name, [rows[0]["id"]], seconds=1)),
    ):
        milvus.delay(method, 6.0, times=1)
        began = time.monotonic()
        try:
            value = call()
        except SubmissionError as error:
            took = time.monotonic() - began
            require(error.type == "TimeoutError", called=called, returned=f"{error.type}: {error.message[:160]}", expected="TimeoutError")
            if took > 5:
                misconception("late-is-noticed-afterwards", evidence=f"TimeoutError came after {took:.1f} s, when the reply was there", called=called, returned=f"TimeoutError after {took:.1f} s", expected="after one second", why="It was late, and it was waited for. Who ends the call?")
            require(took < 4, called=called, returned=f"TimeoutError after {took:.1f} s", expected="after one second")
        else:
            fail(called=called, returned=value, expected="TimeoutError")
    for method, call in (("Search", lambda: films.nearest(name, [rows[0]["vector"]], 2)), ("Delete", lambda: films.drop(name, [rows[1]["id"]]))):
        milvus.forget()
        try:
            call()
        except SubmissionError as error:
            require(error.type == "TimeoutError", called=f"{method} without `seconds`", returned=f"{error.type}: {error.message[:160]}", expected="an answer")  # five seconds may be short on a busy machine
        allowed = milvus.calls(method)[-1].allowed  # None where the client ends the wait by itself
        require(allowed is None or 4.1 < allowed < 5.5, called=f"{method} without `seconds`", returned=f"a deadline of {allowed or 0:.1f} s", expected="5 s, as the signature says")
    called = "nearest(…), Milvus being unavailable"
    milvus.forget()
    milvus.fail_next("Search", code="UNAVAILABLE")
    try:
        value = films.nearest(name, [rows[0]["vector"]], 2, seconds=20)
    except SubmissionError as error:
        same([c.status for c in milvus.calls("Search")], ["UNAVAILABLE"], called=f"{called}: how gRPC ended")
        require("RpcError" in error.names, called=called, returned=f"{error.type}: {error.message[:160]}", expected="the RpcError of gRPC", why="It came at once: nothing was late, and Milvus has refused nothing.")
    else:
        fail(called=called, returned=value, expected="the RpcError of gRPC")
    films.close()


@check(points=1, after="test_a_good_day")
def test_closed(submission, client, milvus, fresh, rng, support):
    """`with` closes the channel, also after an error"""
    name, rows = shelf(client, fresh, rng, support)
    with submission.Films(milvus.uri) as films:
        films.nearest(name, [rows[0]["vector"]], 2, seconds=20)
    with submission.raises("ValueError"):
        films.nearest(name, [rows[0]["vector"]], 2, seconds=20)
