"""Checks of ch17/ex01. Rows are taken out and put back while the submission searches: what a node's loss looks like to a client, on any Milvus."""

import threading
import time

from grader.checks import check, fail, misconception, require, same


def corpus(client, support, fresh, seed, rng):
    """A collection of 600 rows, its canaries, and vectors to search for: half of the nearest rows are in the part that will be lost."""
    vectors = support.pool(seed)
    ids = [int(i) for i in rng.permutation(5000)[:600]]
    rows = {id: vectors[k] for k, id in enumerate(ids)}
    name = support.collection(client, fresh("shelf"))
    support.fill(client, name, rows)
    canaries = {id: rows[id].tolist() for id in ids[::60]}
    asked = [(vectors[700 + k] * 0.9).tolist() for k in range(5)]
    return name, rows, canaries, asked


def lost(rows, canaries, which):
    """Every second row that is no canary, and the canaries at these places."""
    plain = [id for id in rows if id not in canaries]
    return plain[::2] + [list(canaries)[k] for k in which]


def asked_apart(milvus, vectors, canaries):
    """Whether there was a search with the canaries and no vector, and one the other way."""
    sizes = [c.request.nq for c in milvus.calls("Search")]
    return len(canaries) in sizes and len(vectors) in sizes and not any(size == len(vectors) + len(canaries) for size in sizes)


@check(points=2)
def test_whole_at_once(submission, client, milvus, support, fresh, rng, seed):
    """An answer that is whole is returned as it is, after one request"""
    name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
    for limit in (1, 7, 23):
        milvus.forget()
        found = submission.search_whole(client, name, asked, limit, canaries, 5)
        same(found, support.nearest(rows, asked, limit), called=f"search_whole() for 5 vectors, limit {limit}", why="A list per vector: the ids of its nearest rows, nearest first, and nothing of the canaries.")
        searches = milvus.calls("Search")
        if asked_apart(milvus, asked, canaries):
            misconception("a-probe-before-is-enough", evidence=f"searches with {' and '.join(str(c.request.nq) for c in searches)} vectors: the canaries were asked for apart from the rest", called=f"search_whole() for 5 vectors with {len(canaries)} canaries", returned=f"{len(searches)} requests", expected="one request with all of them", why="A node can go, or come back, between two requests. What does the first one say about the second?")
        if {c.request.nq for c in searches} == {len(asked)}:
            misconception("no-error-is-an-answer", evidence="no canary was ever searched for, and the first answer without an exception was returned", called=f"search_whole() for 5 vectors with {len(canaries)} canaries", returned="a search for the five vectors alone", expected="one request with vectors and canaries", why="An answer without an error is not always a whole answer. Which rows do you know to be there?")
        same([c.request.nq for c in searches], [len(asked) + len(canaries)], called="the number of vectors in each request", why="Vectors and canaries, together, once: the answer was whole.")
    milvus.forget()
    same(submission.search_whole(client, name, [], 5, canaries, 5), [], called="search_whole() for no vectors")
    require(not milvus.calls("Search"), called="search_whole() for no vectors", returned="a search", expected="no request")
    one = dict([next(iter(canaries.items()))])
    same(submission.search_whole(client, name, asked[:1], 3, one, 5), support.nearest(rows, asked[:1], 3), called="search_whole() for one vector, with one canary")


@check(points=3, after="test_whole_at_once")
def test_rows_come_back(submission, client, milvus, support, fresh, rng, seed):
    """Rows are missing for a moment: the answer is the one after that"""
    for which, said in (([0], "the first canary"), ([9], "the last canary"), ([4, 5], "two of ten canaries"), (range(10), "all canaries")):
        name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
        gone = lost(rows, canaries, which)
        whole = support.nearest(rows, asked, 10)
        half = support.nearest({id: v for id, v in rows.items() if id not in set(gone)}, asked, 10)
        client.delete(name, ids=gone)
        milvus.forget()
        back = threading.Timer(0.9, support.fill, (client, name, {id: rows[id] for id in gone}))
        back.start()
        call = f"search_whole() while {len(gone)} of 600 rows are missing for a second, {said} among them"
        try:
            found = submission.search_whole(client, name, asked, 10, canaries, 20)
        finally:
            back.join()
        blame(milvus, asked, canaries, found, half, call, len(which))
        same(found, whole, called=call, why="Full lists of the wrong rows are no answer. Ask again until every canary is found.")


@check(points=1, after="test_rows_come_back")
def test_one_node_after_another(submission, client, milvus, support, fresh, rng, seed):
    """The canaries are missing in turns: no answer before the last one is whole"""
    name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
    plain = [id for id in rows if id not in canaries]
    first, second = [*plain[::4], list(canaries)[0]], [*plain[2::4], list(canaries)[9]]
    client.delete(name, ids=first)

    def in_turns():
        time.sleep(0.8)
        client.delete(name, ids=second)
        support.fill(client, name, {id: rows[id] for id in first})
        time.sleep(2.2)
        support.fill(client, name, {id: rows[id] for id in second})

    milvus.forget()
    turns = threading.Thread(target=in_turns)
    turns.start()
    call = "search_whole() while a quarter of the rows is missing for a second, and then a different quarter for two"
    try:
        found = submission.search_whole(client, name, asked, 10, canaries, 20)
    finally:
        turns.join()
    same(found, support.nearest(rows, asked, 10), called=call, why="Whole is what one request says, with every canary in it.")
    heard = milvus.calls("Search")
    pauses = [later.at - one.at - one.seconds for one, later in zip(heard, heard[1:], strict=False)]
    require(max(pauses) < 1.0, called=call, returned=f"a pause of {max(pauses):.1f} s before it asked again", expected="0.1 to 0.5 seconds", why="Each second after the rows are back is a second without an answer.")


def blame(milvus, asked, canaries, found, half, call, how_many):
    """Name the idea behind an answer that lacks rows."""
    if found != half:
        return
    sizes = {c.request.nq for c in milvus.calls("Search")}
    facts = {"called": call, "returned": f"the nearest of the rows that were left, for example {found[0][:3]}", "expected": "the nearest of all rows"}
    if sizes == {len(asked) + len(canaries)} and how_many < len(canaries):
        misconception("any-hit-will-do", evidence=f"the canaries were searched for, {how_many} of {len(canaries)} were not found, and the answer was returned all the same", why="A search for a row that is gone still has hits: its neighbors. Is the first hit of each canary the canary?", **facts)
    fail(why="These lists were whole lists of half of the rows.", **facts)


@check(points=2, after=("test_whole_at_once", "test_rows_come_back"))
def test_patience_ends(submission, client, milvus, support, fresh, rng, seed):
    """Rows that stay away: LookupError, when the patience is over, with each missing canary's id"""
    name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
    gone = lost(rows, canaries, [2, 7, 8])
    client.delete(name, ids=gone)
    for patience in (0, 1.5):
        milvus.forget()
        call = f"search_whole() with a patience of {patience} s, three canaries missing"
        began = time.monotonic()
        with submission.raises("LookupError") as raised:
            submission.search_whole(client, name, asked, 10, canaries, patience)
        took, requests = time.monotonic() - began, len(milvus.calls("Search"))
        require(took < patience + 3, called=call, returned=f"nothing for {took:.1f} s", expected=f"LookupError after about {patience} s")
        require(took > patience - 0.6, called=call, returned=f"LookupError after {took:.1f} s", expected=f"{patience} s of asking", why="Rows come back when their segments are loaded again.")
        require(1 <= requests <= 1 + 11 * patience, called=call, returned=f"{requests} requests", expected="one at once, then one every 0.1 to 0.5 seconds", why="A cluster that is loading segments has enough to do.")
        require(patience == 0 or requests >= 3, called=call, returned=f"{requests} requests", expected="at least three in 1.5 seconds")
        message = str(raised)
        for id in (list(canaries)[k] for k in (2, 7, 8)):
            require(str(id) in message, called=call, returned=message[:300], expected=f"a message that names {id}", why="A reader of the message wants to know which segments are missing.")


@check(points=1, after="test_patience_ends")
def test_the_last_one_counts(submission, client, milvus, support, fresh, rng, seed):
    """An error at first, and rows that stay away: what the last attempt said is raised"""
    name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
    client.delete(name, ids=lost(rows, canaries, [3]))
    milvus.fail_next("Search", code="RESOURCE_EXHAUSTED")
    with submission.raises("LookupError") as raised:
        submission.search_whole(client, name, asked, 10, canaries, 1.5)
    require(str(list(canaries)[3]) in str(raised), called="search_whole() with an error at first, and then answers without one canary", returned=str(raised)[:300], expected=f"a message that names {list(canaries)[3]}")


@check(points=2, after="test_whole_at_once")
def test_errors(submission, client, milvus, support, fresh, rng, seed):
    """After an error it asks again, and an error that stays reaches the caller"""
    name, rows, canaries, asked = corpus(client, support, fresh, seed, rng)
    for code in ("RESOURCE_EXHAUSTED", "PERMISSION_DENIED"):
        milvus.forget()
        milvus.fail_next("Search", times=2, code=code)
        found = submission.search_whole(client, name, asked, 4, canaries, 20)
        require(sum(not c.answered for c in milvus.calls("Search")) == 2, called="the two searches that were refused", returned=f"{len(milvus.calls('Search'))} searches", expected="both of them, and one that was answered")
        same(found, support.nearest(rows, asked, 4), called=f"search_whole() where two requests end with {code}", why="While a node is given up for lost there are errors first. Ask again.")
    absent = fresh("absent")
    began = time.monotonic()
    call = "search_whole() in a collection that does not exist, with a patience of 1 s"
    try:
        value = submission.search_whole(client, absent, asked, 4, canaries, 1)
    except Exception as error:
        require("LookupError" not in str(error), called=call, returned=str(error)[:200], expected="the error of the search itself", why="Nothing was missing: there was no answer.")
    else:
        fail(called=call, returned=value, expected="the error of the search itself", why="An error that stays is the caller's to see.")
    require(0.4 < time.monotonic() - began < 6, called=call, returned=f"an error after {time.monotonic() - began:.1f} s", expected="about one second of asking")
