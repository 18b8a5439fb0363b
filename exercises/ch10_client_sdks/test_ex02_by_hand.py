"""Checks of ch10/ex02. The recording proxy hears what was sent, delays it and refuses it."""

import time

import numpy as np

from grader.checks import SubmissionError, check, fail, misconception, require, same

DIM = 4


def filled(client, fresh, rng, support, n=60):
    name = support.collection(client, fresh("points"), fields=(("side", "INT64", {}),))
    ids = [int(i) for i in rng.choice(9000, size=n - 3, replace=False) + 100] + [2**60 + 1, 2**60 + 2, -(2**57) - 5]
    rows = [{"id": i, "vector": support.vector(rng), "side": k % 10} for k, i in enumerate(ids)]
    client.insert(name, rows)
    require(len(support.all_rows(client, name)) == len(rows), returned="fewer rows than were inserted")
    return name, rows


def wanted(rows, query, k):
    far = [(float(((np.array(r["vector"], dtype=np.float32).astype(float) - np.array(query, dtype=np.float32).astype(float)) ** 2).sum()), r["id"]) for r in rows]
    return [(i, d) for d, i in sorted(far)[:k]]


def compare(found, rows, queries, k, called):
    """Lists of pairs, the right ids in the right order with the right distances."""
    lists = [[tuple(pair) if isinstance(pair, list | tuple) else pair for pair in one] for one in found] if isinstance(found, list) and all(isinstance(x, list | tuple) for x in found) else found
    right = [wanted(rows, q, k) for q in queries]
    ids = [[i for i, _ in one] for one in right]
    if not (isinstance(lists, list) and len(lists) == len(queries) and all(isinstance(p, tuple) and len(p) == 2 for one in lists for p in one)):
        shape = f"{len(lists)} lists" if isinstance(lists, list) else lists
        fail(called=called, returned=shape, expected=f"{len(queries)} lists of pairs (id, distance)")
    got = [[p[0] for p in one] for one in lists]
    if got != ids:
        flat, flat_right = [i for one in got for i in one], [i for one in ids for i in one]
        if len(queries) > 1 and len({len(one) for one in ids}) >= 1 and sorted(map(str, flat)) == sorted(map(str, flat_right)) and flat == flat_right:
            misconception("k-for-each", evidence=f"all {len(flat)} hits in their order, in lists of {[len(o) for o in got]}; they belong in lists of {[len(o) for o in ids]}", called=called,
                          returned=[len(o) for o in got], expected=[len(o) for o in ids], why="A query may have fewer than k hits. What in the reply says how many each has?")
        same(got, ids, called=f"{called}: the ids")
    for one, good in zip(lists, right, strict=True):
        for (_, d), (i, far) in zip(one, good, strict=True):
            require(isinstance(d, float) and abs(d - far) < 1e-3 + 1e-4 * far, called=f"{called}: the distance of {i}", returned=d, expected=round(far, 4))


@check(points=2)
def test_one_vector(submission, client, milvus, fresh, rng, support):
    """One query vector: the nearest rows, with their distances"""
    name, rows = filled(client, fresh, rng, support)
    for k in (3, 17):
        query = support.vector(rng)
        called = f"search(…, one vector, k={k})"
        try:
            found = submission.search(milvus.uri, name, [query], k, 20)
        except SubmissionError as error:
            eight_bytes(error, milvus, called)
            raise
        kind = milvus.calls("Search")[-1].request.dsl_type
        require(kind == 1, called=called, returned=f"a message with dsl_type {kind}", expected="BoolExprV1, which is 1", why="Milvus Lite does not look at it, and a server of 2.3.5 ends at once.")
        compare(found, rows, [query], k, called)


def eight_bytes(error, milvus, called):
    """Refused because each number took eight bytes."""
    calls = milvus.calls("Search")
    if not calls:
        return
    from pymilvus.grpc_gen import common_pb2

    group = common_pb2.PlaceholderGroup()
    try:
        group.ParseFromString(calls[-1].request.placeholder_group)
    except Exception:
        return
    sizes = {len(v) for p in group.placeholders for v in p.values}
    if sizes == {8 * DIM}:
        misconception("numbers-have-eight-bytes", evidence=f"a vector of {DIM} numbers was sent as {8 * DIM} bytes", called=called, returned=f"{error.type}: {error.message[:160]}", expected="the nearest rows",
                      why="How many bytes has a number of a FLOAT_VECTOR?")


@check(points=2, after="test_one_vector")
def test_many_vectors(submission, client, milvus, fresh, rng, support):
    """Many query vectors in one call, each with its own list"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(11)]
    milvus.forget()
    found = submission.search(milvus.uri, name, queries, 5, 20)
    compare(found, rows, queries, 5, "search(…, 11 vectors, k=5)")
    calls = milvus.calls("Search")
    require(len(calls) == 1, called="search(…, 11 vectors)", returned=f"{len(calls)} calls of Search", expected="one", why="A message has room for all of them, and each call is a round trip.")
    others = sorted({c.method for c in milvus.calls()} - {"Search"})
    require(not others, called="search(…, 11 vectors)", returned=f"besides Search: {', '.join(others)}", expected="nothing else", why="MilvusClient opens with Connect. By hand there is one message.")


@check(points=2, after="test_many_vectors")
def test_filtered(submission, client, milvus, fresh, rng, support):
    """With a filter there may be fewer hits than k, and each list has its own"""
    name, rows = filled(client, fresh, rng, support)
    queries = [support.vector(rng) for _ in range(3)]
    for condition, kept in (("side == 3", [r for r in rows if r["side"] == 3]), ("side in [1, 7]", [r for r in rows if r["side"] in (1, 7)]), ("side == 77", [])):
        called = f'search(…, 3 vectors, k=9, filter="{condition}"), which {len(kept)} rows pass'
        compare(submission.search(milvus.uri, name, queries, 9, 20, condition), kept, queries, 9, called)


@check(points=2, after="test_one_vector")
def test_newest(submission, client, milvus, fresh, rng, support):
    """The newest row is found"""
    name, rows = filled(client, fresh, rng, support)
    for n in range(4):
        at = [40.0 + n, 40.0, 40.0, 40.0]
        client.insert(name, [{"id": 50_000 + n, "vector": at, "side": 0}])
        found = submission.search(milvus.uri, name, [at], 1, 20)
        call = milvus.calls("Search")[-1]
        same([p[0] for p in found[0]], [50_000 + n], called="search(…) of a row that was inserted just before", why=f"Your message asked for the level {call.consistency}. Which one shows the newest rows?")
        require(call.consistency in ("Strong", "default"), called="search(…)", returned=f"the level {call.consistency}", expected="Strong", why="The newest rows count.")


@check(points=2, after="test_one_vector")
def test_refused(submission, client, milvus, fresh, rng, support):
    """What Milvus refuses raises Refused, with its code"""
    name, _ = filled(client, fresh, rng, support)
    query = support.vector(rng)
    for what, arguments in (("a collection that is not there", (name + "_gone", [query], 3, 20)), ("a filter that cannot be read", (name, [query], 3, 20, "side >>> 3"))):
        milvus.forget()
        called = f"search(…) of {what}"
        try:
            value = submission.search(milvus.uri, *arguments)
        except SubmissionError as error:
            calls = milvus.calls("Search")
            require(bool(calls), called=called, returned=f"{error.type}: {error.message[:200]}, before a Search was sent", expected="Refused, once Milvus has answered")
            require(error.type == "Refused", called=called, returned=f"{error.type}: {error.message[:200]}", expected="Refused")
            same(error.code, calls[-1].code, called=f"{called}: the code of Refused")
        else:
            answered = [c for c in milvus.calls("Search") if c.status == "OK" and c.code]
            if answered:
                misconception("grpc-ok-is-success", evidence=f"gRPC ended with OK, and Milvus' status in the reply has code {answered[-1].code}", called=called, returned=value, expected="Refused",
                              why="OK says that there is a reply. What does the reply say?")
            fail(called=called, returned=value, expected="Refused")


@check(points=2, after="test_one_vector")
def test_late(submission, client, milvus, fresh, rng, support):
    """A reply that does not come in time raises TimeoutError in time"""
    name, rows = filled(client, fresh, rng, support)
    query = support.vector(rng)
    milvus.delay("Search", 8.0, times=1)
    began = time.monotonic()
    try:
        value = submission.search(milvus.uri, name, [query], 3, 1)
    except SubmissionError as error:
        require(error.type == "TimeoutError", called="search(…, seconds=1), the reply being held for 8 s", returned=f"{error.type}: {error.message[:200]}", expected="TimeoutError")
    else:
        fail(called="search(…, seconds=1), the reply being held for 8 s", returned=value, expected="TimeoutError")
    took = time.monotonic() - began
    require(took < 5, called="search(…, seconds=1), the reply being held for 8 s", returned=f"TimeoutError after {took:.1f} s", expected="after one second", why="The deadline belongs to the call, so that gRPC ends it.")
    milvus.delay("Search", 1.5, times=1)
    compare(submission.search(milvus.uri, name, [query], 3, 15), rows, [query], 3, "search(…, seconds=15), the reply being held for 1.5 s")


@check(points=1, after=("test_late", "test_refused"))
def test_broken(submission, client, milvus, fresh, rng, support):
    """An error of gRPC that is no lateness goes through as it is"""
    name, rows = filled(client, fresh, rng, support)
    query, called = support.vector(rng), "search(…), Milvus being unavailable"
    milvus.forget()
    milvus.fail_next("Search", code="UNAVAILABLE")
    try:
        value = submission.search(milvus.uri, name, [query], 3, 20)
    except SubmissionError as error:
        same([c.status for c in milvus.calls("Search")], ["UNAVAILABLE"], called=f"{called}: how gRPC ended")
        said = f"{error.type}: {error.message[:200]}"
        require("RpcError" in error.names, called=called, returned=said, expected="the RpcError of gRPC", why="It came at once: nothing was late, and Milvus has refused nothing.")
    else:
        fail(called=called, returned=value, expected="the RpcError of gRPC")
    compare(submission.search(milvus.uri, name, [query], 3, 20), rows, [query], 3, "search(…), Milvus being available again")
