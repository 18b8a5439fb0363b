"""Checks of ch07/ex01. The Milvus is a real one; what stands before it keeps the port shut, or an answer back."""

import time

import pytest

from grader.checks import SubmissionError, check, fail, misconception, require
from grader.checks.machines import Tap

SETUP = {"Connect", "AllocTimestamp", "GetVersion", "DescribeCollection", "HasCollection", "GetLoadState", "ListDatabases", "ShowCollections", "CheckHealth",
         "Query", "Search", "HybridSearch", "GetLoadingProgress", "GetCollectionStatistics", "DescribeIndex", "GetIndexState", "ListAliases",
         "DescribeDatabase", "GetComponentStates", "ShowPartitions", "GetPersistentSegmentInfo", "GetQuerySegmentInfo", "HasPartition", "GetPartitionStatistics"}  # fmt: skip
NOT_ENOUGH = "An open port and a greeting come from the proxy alone. Which call needs the part that holds the rows?"
LIES = "/healthz speaks of the parts of the server, not of your collection. Which call shows that a query is answered?"


@pytest.fixture
def name(client, fresh, rng, support):
    """A loaded collection."""
    return support.collection(client, fresh("shelf"), rng)


def call(submission, uri, name, timeout, health):
    """(what came, seconds, what was called): a number or the TimeoutError, and nothing else."""
    asked = []

    def answer():
        asked.append(time.monotonic())
        return health()

    called = f'wait_until_ready("{uri.rpartition("/")[2]}", health, "{name}", {timeout})'
    start = time.monotonic()
    try:
        value = submission.wait_until_ready(uri, answer, name, timeout)
    except SubmissionError as error:
        if error.not_started or "TimeoutError" not in error.names:
            raise
        value = error
    took = time.monotonic() - start
    if not isinstance(value, SubmissionError) and (isinstance(value, bool) or not isinstance(value, float)):
        fail(called=called, returned=repr(value), expected="seconds, a float", why="A service that starts writes down how long it waited.")
    return value, took, called, asked


def waited(submission, milvus, uri, name, timeout, health=lambda: "OK"):
    """The seconds of a call that must end well, with what was asked meanwhile."""
    milvus.forget()
    value, took, called, asked = call(submission, uri, name, timeout, health)
    if isinstance(value, SubmissionError):
        fail(called=called, returned=f"TimeoutError after {took:.1f} s: {value.message}", expected=f"the seconds until a query was answered, fewer than {timeout}",
             why="It came up in time. A query that was refused once may be answered a moment later.")
    heard = milvus.calls()
    if not any(c.answered for c in heard if c.method in ("Query", "Search", "HybridSearch")):
        told = {"called": called, "returned": f"{value:.2f} s, and Milvus has answered no query", "expected": "to return when a query was answered"}
        if heard and any(c.answered for c in heard):
            names = ", ".join(dict.fromkeys(c.method for c in heard if c.answered))
            misconception("a-greeting-is-an-answer", **told, evidence=f"Milvus answered {names}, and it was asked no query that it answered", why=NOT_ENOUGH)
        if asked and not heard:
            misconception("healthz-means-ready", **told, evidence=f"health() was asked {len(asked)} times, and Milvus nothing at all", why=LIES)
        fail(**told, why="Only a query that was answered shows that queries are answered.")
    if abs(value - took) > 1:
        fail(called=called, returned=f"{value:.2f}", expected=f"about {took:.2f}", why="The seconds from the call to the answer.")
    unwanted = sorted({c.method for c in heard} - SETUP)
    if unwanted:
        fail(called=called, returned=f"Milvus heard {', '.join(unwanted)}", expected="calls that only look",
             why="Two services that wait together and both repair what they wait for make a start that nobody understands.")
    require(len(heard) <= 25 * took + 12, called=called, returned=f"{len(heard)} calls in {took:.1f} s", expected="at most 25 per second",
            why="A server that is starting has better things to do than to say no.")
    return value, took, called


def none_alone_for_long(calls, called):
    """Fail where the first call was waited for longer than the second that there is, and nothing was asked meanwhile; by its own timeout, which no busy machine makes longer."""
    first, others = (calls[0], calls[1:]) if calls else (None, [])
    if first and first.allowed is not None and first.allowed > 1.1 and all(c.at > first.at + first.allowed - 0.05 for c in others):
        fail(called=called, returned=f"a call that was given {first.allowed:.1f} s, and nothing else until they were over", expected="another attempt within 1 s",
             why="The next call would have been answered at once. How long may the one without an answer be waited for?")


def door(uri, target, tmp_path):
    """A port that is open from now on."""
    made = Tap(uri, target)
    type(tmp_path)(uri.removeprefix("unix:")).chmod(0o666)  # in a sandbox the submission is a different user; the socket's folder is ours alone
    return made


@check(points=1)
def test_ready_at_once(submission, milvus, name):
    """A server that is ready costs no time"""
    _, took, called = waited(submission, milvus, milvus.uri, name, 6)
    require(took < 1.5, called=called, returned=f"after {took:.1f} s", expected="less than 1.5 s", why="It was ready before you asked. A fixed pause is too long on a good day and too short on a bad one.")


@check(points=1, after="test_ready_at_once")
def test_empty_or_busy(submission, milvus, client, name):
    """A collection without rows is ready, and so is a server that takes 0.3 s for an answer"""
    client.delete(name, filter="id >= 0")
    _, took, called = waited(submission, milvus, milvus.uri, name, 5)
    require(took < 1.5, called=f"{called}, where the collection is empty", returned=f"after {took:.1f} s", expected="less than 1.5 s", why="No row is an answer too.")
    for method in ("Query", "Search"):
        milvus.delay(method, 0.3, times=60)
    try:
        waited(submission, milvus, milvus.uri, name, 5)
    finally:
        milvus.straighten()


@check(points=2)
def test_port_opens_late(submission, milvus, name, rng, support, tmp_path):
    """The port opens late"""
    uri, seconds = f"{milvus.uri}{int(rng.integers(100, 999))}", float(rng.uniform(1.4, 2.2))
    late = []

    def opens():
        late.append(door(uri, milvus.uri, tmp_path))
        return time.monotonic()

    opening = support.Later(seconds, opens)
    try:
        value, took, called = waited(submission, milvus, uri, name, 8, lambda: "OK" if late else "")
        opening.join()
        require(took < seconds + 1.3, called=f"{called}, where the port opens after {seconds:.1f} s", returned=f"{value:.1f} s", expected=f"at most {seconds + 1:.1f} s",
                why="A pause that grows with each attempt is polite; let it not grow over a second.")
    finally:
        opening.join()
        for one in late:
            one.close()


@check(points=3)
def test_healthz_lies(submission, milvus, client, name, rng, support):
    """/healthz says OK, and queries are refused for a while"""
    for least in (1.2, 2.4, 3.1):
        client.release_collection(name)
        seconds = least + float(rng.uniform(0, 0.6))

        def loads():
            client.load_collection(name)
            return support.answered(client, name)

        start = time.monotonic()
        loading = support.Later(seconds, loads)
        try:
            _, took, called = waited(submission, milvus, milvus.uri, name, 12)
        finally:
            ready = loading.join() - start
        require(took < ready + 1.3, called=f"{called}, where the first query is answered after {ready:.1f} s", returned=f"after {took:.1f} s", expected=f"at most {ready + 1:.1f} s",
                why="Each second that you sleep after it is ready is a second without your service.")


@check(points=2)
def test_never(submission, milvus, rng):
    """The port never opens"""
    uri = f"{milvus.uri}{int(rng.integers(100, 999))}"
    value, took, called, _ = call(submission, uri, "shelf", 2, lambda: "")
    if not isinstance(value, SubmissionError):
        fail(called=f"{called}, where nobody listens", returned=f"{value:.2f} s", expected="TimeoutError", why="No one has answered anything.")
    require(1.9 < took < 3.3, called=f"{called}, where nobody listens", returned=f"TimeoutError after {took:.1f} s", expected="TimeoutError after 2 to 3 s",
            why="A caller that gives two seconds plans with two seconds: no more, and no less.")
    require("unix:" in value.message and "onnect" in value.message, called=f"{called}, where nobody listens", returned=f"TimeoutError: {value.message}",
            expected="the message of the last attempt to connect in it", why="A server that is down and a collection that is not loaded need different people.")


@check(points=2)
def test_no_answer(submission, milvus, name):
    """A call is taken and never answered"""
    milvus.forget()
    try:
        milvus.delay("Query", 7, times=1)
        milvus.delay("Search", 7, times=1)
        start = time.monotonic()
        value, took, called, asked = call(submission, milvus.uri, name, 3, lambda: "OK")
        queries = [c for c in milvus.calls() if c.method in ("Query", "Search")]
        told = {"called": f"{called}, where the first query gets no answer for 7 s", "returned": f"{value.message if isinstance(value, SubmissionError) else f'{value:.2f} s'}, after {took:.1f} s"}
        if took > 4.3 and len(queries) == 1:
            misconception("the-clients-timeout-is-for-calls", **told, expected="another attempt, or the end, within 4 s",
                          evidence=f"it sent one query and waited {took:.1f} s for the answer, of 3 s that it had",
                          why="The timeout of MilvusClient(…) is for connecting. What does a call without a timeout of its own wait for?")
        require(took < 4.3, **told, expected="an answer or TimeoutError within 4 s", why="The caller's patience is the limit, whatever the server does.")
        if not isinstance(value, SubmissionError) and not any(c.answered for c in queries):
            fail(**told, expected="to return when a query was answered", why=LIES)
    finally:
        time.sleep(max(0.0, start + 7.2 - time.monotonic()))  # the call that was kept back goes through, and the next check begins from a quiet server
    try:
        milvus.delay("Query", 4, times=1)
        milvus.delay("Search", 4, times=1)
        start = time.monotonic()
        _, took, called = waited(submission, milvus, milvus.uri, name, 9)
        require(took < 2.6, called=f"{called}, where the first query gets no answer for 4 s, and any other at once", returned=f"after {took:.1f} s", expected="at most 1 s, within which a second query is answered",
                why="How long a call has waited says nothing about the next one.")
        none_alone_for_long([c for c in milvus.calls() if c.method in ("Query", "Search")], f"{called}, where the first query gets no answer for 4 s, and any other at once")
    finally:
        time.sleep(max(0.0, start + 4.2 - time.monotonic()))


@check(points=1, after=("test_ready_at_once", "test_no_answer"))
def test_no_greeting(submission, milvus, name, rng, tmp_path):
    """The first attempt to connect is taken and never answered"""
    uri = f"{milvus.uri}{int(rng.integers(100, 999))}"
    late = door(uri, milvus.uri, tmp_path)
    try:
        late.bend("Connect", 1, delay=4)
        _, took, called = waited(submission, milvus, uri, name, 9)
        called = f"{called}, where the first attempt to connect gets no answer for 4 s, and any other at once"
        require(took < 2.6, called=called, returned=f"after {took:.1f} s", expected="at most 1 s, within which a second attempt is answered",
                why="A client that is made without a timeout waits ten seconds for the server's greeting. How long can you wait for it?")
        greetings = late.calls("Connect")
        none_alone_for_long(greetings, called)
        hurried = [c for c in greetings if c.allowed is not None and c.allowed < 0.45]
        require(not hurried, called=called, returned=f"an attempt to connect that was given {hurried[0].allowed:.2f} s" if hurried else "", expected="half a second or more for each call",
                why="A call that is cut short only says that there was no time.")
    finally:
        late.close()


@check(points=2)
def test_says_why(submission, milvus, client, name, support):
    """After the timeout the message contains what the last query was told"""
    client.release_collection(name)
    reason = support.refusal(client, name).removeprefix("failed to query: ").partition("[")[0]  # a search is told the same, with a different verb
    milvus.forget()
    for method in ("Query", "Search"):  # the first one is told something else
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")
    try:
        value, took, called, _ = call(submission, milvus.uri, name, 2, lambda: "OK")
    finally:
        milvus.straighten()
    told = {"called": f"{called}, where the collection is not loaded"}
    if not isinstance(value, SubmissionError):
        fail(**told, returned=f"{value:.2f} s", expected="TimeoutError", why="Every query was refused.")
    loaded = [c.method for c in milvus.calls() if c.method in ("LoadCollection", "LoadPartitions")]
    require(not loaded, **told, returned=f"Milvus heard {loaded[0] if loaded else ''}", expected="calls that only look", why="Loading is the operator's decision.")
    require(1.9 < took < 3.3, **told, returned=f"TimeoutError after {took:.1f} s", expected="TimeoutError after 2 to 3 s", why="No more time than was given, and no less.")
    require(reason in value.message, **told, returned=f"TimeoutError: {value.message}", expected=f"“{reason}” in it",
            why="“Not ready” starts a search; what the server said ends it.")
    hurried = [c for c in milvus.calls() if c.method in ("Query", "Search") and c.allowed is not None and c.allowed < 0.45]
    require(not hurried, **told, returned=f"a {hurried[0].method} that was given {hurried[0].allowed:.2f} s" if hurried else "", expected="half a second or more for each, also for the last one", why="A call that is cut short only says that there was no time.")
