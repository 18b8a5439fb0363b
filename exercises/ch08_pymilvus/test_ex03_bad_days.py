"""Checks of ch08/ex03. The tap refuses, delays and loses; each check asserts that its fault was felt."""

import time

import pytest

from grader.checks import SubmissionError, check, fail, misconception, require, same

WRITES = ("Insert", "Upsert")
MANY = 10**9  # more than anybody asks in five seconds, on any machine


@pytest.fixture
def shelf(client, fresh, seed, rng, support):
    """(name, rows that are there, rows that are not)."""
    name, rows = fresh("shelf"), support.draw(seed, rng, 90)
    support.store(client, name, rows[:60], [("word", "VARCHAR", {"max_length": 64})])
    return name, rows[:60], rows[60:]


def heard(milvus, *methods):
    return [c for c in milvus.calls() if c.method in methods]


def bend(milvus, methods, **how):
    for method in methods:
        if "code" in how:
            milvus.fail_next(method, **how)
        elif "seconds" in how:
            milvus.delay(method, **how)
        else:
            milvus.drop(method, **how)


def tried(submission, call, faults):
    """What the call returns; a passing fault that was let through is named."""
    try:
        return call()
    except SubmissionError as error:
        calls = faults()
        codes = {c.status for c in calls}
        if "RpcError" in error.names and len(calls) == 1 and codes & {"RESOURCE_EXHAUSTED"}:
            misconception("every-error-is-a-milvusexception", evidence=f"one call, refused with RESOURCE_EXHAUSTED, came through as {error.type}, whose bases are {', '.join(error.names[1:3])}",
                          called=error.what, returned=f"{error.type}", expected="another attempt",
                          why="A call that gRPC itself refuses raises no MilvusException. Which exception is it, and where does it keep its code?")
        raise


def a_second_each(calls, called):
    """Fail where an attempt was given longer than its second; Milvus hears how long its client will wait."""
    longest = max((c.allowed for c in calls if c.allowed is not None), default=0)
    require(longest < 1.2, called=called, returned=f"an attempt that waits up to {longest:.1f} s", expected="at most one second for each")


@check(points=1)
def test_a_good_day(submission, client, milvus, support, shelf):
    """On a good day one call is enough"""
    name, there, new = shelf
    milvus.forget()
    submission.store(client, name, new[:5], 5)
    same(support.count(client, name), 65, called="count(*) after store() of five new rows")
    require(len(heard(milvus, *WRITES)) == 1, called="store() on a good day", returned=support.names(milvus.calls()), expected="one write")
    query = new[0]["vector"]
    found = submission.nearest(client, name, query, 5, 5)
    same(found, [r["id"] for r in support.nearest(there + new[:5], query, 5)], called="nearest(client, name, vector, 5, seconds=5)")
    require(len(heard(milvus, "Search")) == 1, called="nearest() on a good day", returned=support.names(milvus.calls()), expected="one Search")


@check(points=2, after="test_a_good_day")
def test_busy(submission, client, milvus, support, shelf):
    """A server that is busy is asked again"""
    name, there, new = shelf
    milvus.forget()
    bend(milvus, ("Search",), times=6, code="RESOURCE_EXHAUSTED")
    query = there[7]["vector"]
    found = tried(submission, lambda: submission.nearest(client, name, query, 4, 20), lambda: heard(milvus, "Search"))
    statuses = [c.status for c in heard(milvus, "Search")]
    require(statuses[:6] == ["RESOURCE_EXHAUSTED"] * 6, called="nearest()", returned=f"searches that ended {statuses}", expected="six that were refused, and then one more", why="Time says when to give up, not a number of attempts.")
    same(found, [r["id"] for r in support.nearest(there, query, 4)], called="nearest(), of which Milvus refused six searches")
    bend(milvus, WRITES, times=1, code="RESOURCE_EXHAUSTED")
    tried(submission, lambda: submission.store(client, name, new[:6], 10), lambda: heard(milvus, *WRITES))
    same(support.count(client, name), 66, called="count(*) after store() of six rows, of which Milvus refused one call")


@check(points=2, after="test_busy")
def test_no_answer(submission, client, milvus, support, shelf):
    """An answer that does not come within a second is not waited for"""
    name, there, new = shelf
    milvus.forget()
    bend(milvus, ("Search",), times=1, seconds=6.0)
    query = there[3]["vector"]
    began = time.monotonic()
    found = tried(submission, lambda: submission.nearest(client, name, query, 4, 20), lambda: heard(milvus, "Search"))
    took = time.monotonic() - began
    calls = heard(milvus, "Search")
    require(len(calls) >= 2 and calls[1].at - calls[0].at < 4, called="nearest(), the first search being held for 6 s",
            returned=f"{len(calls)} searches, an answer after {took:.1f} s", expected="another search after about one second", why="Give each attempt one second. Who decides how long a call may take?")
    same(found, [r["id"] for r in support.nearest(there, query, 4)], called="nearest(), the first search being held for 6 s")
    a_second_each(calls, "nearest(), the first search being held for 6 s")
    milvus.forget()
    bend(milvus, WRITES, times=1, seconds=6.0)
    called = "store(…, seconds=20), the first write being held for 6 s"
    submission.store(client, name, new[:3], 20)
    milvus.straighten()
    calls = heard(milvus, *WRITES)
    require(len(calls) >= 2 and calls[1].at - calls[0].at < 4, called=called, returned=f"{len(calls)} writes", expected="another write after about one second", why="Give each attempt one second, whatever it asks for.")
    a_second_each(calls, called)


@check(points=2, after="test_busy")
def test_connection_broken(submission, client, milvus, support, shelf):
    """A connection that is broken for longer than pymilvus repeats is tried again"""
    name, there, _ = shelf
    milvus.forget()
    bend(milvus, ("Search",), times=7, code="UNAVAILABLE")
    query = there[5]["vector"]
    found = tried(submission, lambda: submission.nearest(client, name, query, 3, 20), lambda: heard(milvus, "Search"))
    refused = [c for c in heard(milvus, "Search") if c.status == "UNAVAILABLE"]
    require(len(refused) == 7, called="nearest()", returned=f"{len(refused)} searches that were refused", expected="seven, and then one more")
    same(found, [r["id"] for r in support.nearest(there, query, 3)], called="nearest(), after seven searches for which there was no connection")


@check(points=3, after="test_busy")
def test_a_lost_answer(submission, client, milvus, support, shelf):
    """Rows whose answer was lost are there once"""
    name, there, new = shelf
    milvus.forget()
    bend(milvus, WRITES, times=2)
    submission.store(client, name, new[:8], 10)
    calls = heard(milvus, *WRITES)
    lost = [c for c in calls if c.status == "LOST"]
    require(bool(lost), called="store()", returned="no write whose answer could be lost", expected="an Insert or an Upsert")
    count = support.count(client, name)
    again = [c for c in calls if c.method == "Insert"]
    result = {"called": "store() of eight rows, while answers got lost", "returned": f"{count - len(there)} rows more, after {support.names(calls)}", "expected": "eight rows more"}
    between = [c for c in milvus.calls("Query") if c.at > lost[0].at]
    if len(again) > 1 and lost[0].method == "Insert" and not between:
        misconception("no-answer-means-not-done", **result, evidence=f"Milvus took the same rows by Insert {sum(c.status in ('LOST', 'OK') for c in again)} times",
                      why="The rows were stored, and only the answer was lost. Which call may be repeated, because the second time changes nothing?")
    require(count == len(there) + 8, **result, why="Each row once.")
    same(support.count(client, name, filter=f"id in {[r['id'] for r in new[:8]]}"), 8, called="count(*) of these eight rows")
    submission.store(client, name, [{**there[0], "word": "changed"}, new[9]], 10)
    same(support.count(client, name), len(there) + 9, called="count(*) after store() of a new row and one that was there", why="A row with the same id is replaced.")
    same(client.get(name, ids=[there[0]["id"]], consistency_level="Strong")[0]["word"], "changed", called="the word of the row that was there")


@check(points=2, after="test_busy")
def test_what_stays(submission, client, milvus, support, shelf):
    """What cannot succeed is raised at once, as it came"""
    name, there, new = shelf
    bad = {**new[0], "vector": new[0]["vector"][:9]}
    long = {**new[1], "word": "x" * 100}
    gone = name + "_gone"
    for called, call, raw in (
        ("store() of a row whose word is too long", lambda: submission.store(client, name, [long], 3), lambda: client.upsert(name, [long])),
        ("nearest() in a collection that is not there", lambda: submission.nearest(client, gone, there[0]["vector"], 3, 3), lambda: client.search(gone, data=[there[0]["vector"]], limit=3)),
    ):
        own = itself(raw)
        try:
            value = call()
        except SubmissionError as error:
            if error.type != "TimeoutError":
                told = f"{error.type}: {error.message[:200]}"
                require(error.type == type(own).__name__ and str(own)[:20] in error.message[:60], called=called, returned=told, expected=f"the error, as it came: {type(own).__name__}: {str(own)[:120]}", why="Your callers look at its class and its code.")
        else:
            fail(called=called, returned=value, expected="the error, as it came", why="Your callers have to learn why.")
    cases = [
        ("store() of a row whose vector has 9 numbers", lambda: submission.store(client, name, [new[2], bad], 3), WRITES, 1),
        ("store() of a row whose word is too long", lambda: submission.store(client, name, [long], 3), WRITES, 1),
        ("store() of a row without its word", lambda: submission.store(client, name, [{"id": 1, "vector": new[0]["vector"]}], 3), WRITES, 0),
        ("nearest() in a collection that is not there", lambda: submission.nearest(client, name + "_gone", there[0]["vector"], 3, 3), ("Search",), 1),
    ]
    for called, call, methods, most in cases:
        milvus.forget()
        began = time.monotonic()
        try:
            value = call()
        except SubmissionError as error:
            stays(called, error, heard(milvus, *methods), most, time.monotonic() - began)
        else:
            fail(called=called, returned=value, expected="the error, as it came", why="Your callers have to learn why.")
    milvus.forget()
    bend(milvus, ("Search",), times=1, code="PERMISSION_DENIED")
    called = "nearest() of a user who may not search"
    began = time.monotonic()
    try:
        value = submission.nearest(client, name, there[0]["vector"], 3, 3)
    except SubmissionError as error:
        stays(called, error, heard(milvus, "Search"), 1, time.monotonic() - began)
        require("RpcError" in error.names or error.type == "TimeoutError", called=called, returned=f"{error.type}: {error.message[:200]}", expected="the error, as it came: gRPC's own", why="Your callers look at its class and its code.")
    else:
        everything(called, value, heard(milvus, "Search"))
    milvus.forget()
    bend(milvus, ("Search",), times=8, code="INTERNAL")  # pymilvus repeats it, five times in a second
    called = "nearest() in which Milvus says INTERNAL"
    try:
        value = submission.nearest(client, name, there[0]["vector"], 3, 4)
    except SubmissionError as error:
        stays(called, error, heard(milvus, "Search"), 8, 1.0)
    else:
        fail(called=called, returned=f"{value}, after {len(heard(milvus, 'Search'))} searches", expected="the error, as it came", why="Three statuses may pass, and this is none of them.")
    for _ in range(12):  # until no INTERNAL is left for the next check
        try:
            submission.nearest(client, name, there[0]["vector"], 3, 4)
            break
        except SubmissionError:
            continue


def itself(raw):
    """The error of pymilvus itself."""
    try:
        raw()
    except Exception as error:
        return error
    raise AssertionError("Milvus took what it was to refuse")


def everything(called, value, calls):
    misconception("everything-may-pass", evidence=f"after PERMISSION_DENIED Milvus heard {len(calls) - 1} more searches", called=called, returned=value, expected="the error, as it came",
                  why="Asking again gives no permission. Which failures pass?")


def stays(called, error, calls, most, took):
    """It came as it was, after one attempt."""
    if error.type == "TimeoutError":
        misconception("everything-may-pass", evidence=f"Milvus heard {len(calls)} attempts in {took:.1f} s, and the reason was lost", called=called,
                      returned=f"{error.type}: {error.message[:120]}", expected="the error, as it came, after one attempt", why="What is wrong with the row will be wrong the next time too. Which failures pass?")
    require(len(calls) <= most, called=called, returned=f"{len(calls)} attempts", expected=f"{most}", why="What is wrong with it will be wrong the next time too.")
    require({"MilvusException", "RpcError"} & set(error.names) != set(), called=called, returned=f"{error.type}: {error.message[:200]}", expected="the error, as it came",
            why="Your callers have to learn why.")


@check(points=2, after="test_busy")
def test_gives_up(submission, client, milvus, support, seed, rng, shelf):
    """When the time is over it gives up, having asked in moderation"""
    name, there, new = shelf
    many = support.draw(seed, rng, 1200)
    called = "store(…, seconds=2) of 1,200 rows while Milvus takes 0.8 s for a write"
    bend(milvus, WRITES, times=8, seconds=0.8)
    began = time.monotonic()
    try:
        submission.store(client, name, many, 2)
    except SubmissionError as error:
        if error.type != "TimeoutError":
            raise
    took = time.monotonic() - began
    require(took < 5, called=called, returned=f"an end after {took:.1f} s", expected="an end after two seconds, or three", why="`seconds` is for all of the rows, however many messages they take.")
    for called, call, methods, code, seconds in (
        ("nearest(…, seconds=5) while no search is answered", lambda: submission.nearest(client, name, there[0]["vector"], 3, 5), ("Search",), "DEADLINE_EXCEEDED", 5),
        ("store(…, seconds=2) while every write is refused", lambda: submission.store(client, name, new[:3], 2), WRITES, "RESOURCE_EXHAUSTED", 2),
    ):
        milvus.forget()
        bend(milvus, methods, times=MANY, code=code)
        began = time.monotonic()
        with submission.raises("TimeoutError"):
            call()
        took = time.monotonic() - began
        calls = heard(milvus, *methods)
        most = took / 0.05 + 3
        if len(calls) > most:
            misconception("again-at-once", evidence=f"{len(calls)} calls in {took:.1f} s", called=called, returned=f"{len(calls)} attempts", expected="a rest of at least 50 ms between two",
                          why="A server that has too much to do gets still more. What gives it room?")
        require(len(calls) >= (3 if seconds > 2 else 2), called=called, returned=f"{len(calls)} attempts in {took:.1f} s", expected="several, with rests between them")
        require(took > seconds - 1.3, called=called, returned=f"TimeoutError after {took:.1f} s", expected=f"after {seconds} seconds", why="Milvus may be busy for a while longer than you thought, and the caller has said how long to try.")
        late = calls[-1].at - calls[0].at
        require(late < seconds + 0.5, called=called, returned=f"an attempt that began after {late:.1f} s", expected=f"none after {seconds} seconds", why="A rest that doubles without end is soon longer than all that went before it.")
        require(took < seconds + 6, called=called, returned=f"TimeoutError after {took:.1f} s", expected=f"after {seconds} seconds, or {seconds + 1}")
        last = len(calls)
        time.sleep(0.7)
        require(len(heard(milvus, *methods)) == last, called=f"{called}, after its TimeoutError", returned="more calls", expected="silence", why="The caller has stopped waiting.")
