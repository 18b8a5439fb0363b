"""Checks of ch08/ex05. The tap holds each search for a while, so that how many are on their way does not depend on the machine."""

import pytest

from grader.checks import check, fail, misconception, require, same

KINDS = ("tool", "toy", "book", "children's")
RARE = "rare find"
HOLD = 0.4


class Shop:
    def __init__(self, name, rows):
        self.name, self.rows = name, rows

    def answer(self, support, question):
        return [r["id"] for r in support.nearest([r for r in self.rows if r["kind"] == question["kind"]], question["vector"], question["k"])]


@pytest.fixture(scope="module")
def _shops():
    return {}


@pytest.fixture
def shop(client, seed, rng, support, _shops):
    if "it" not in _shops:
        rows = [{**row, "kind": KINDS[i % 4] if i % 140 else RARE} for i, row in enumerate(support.draw(seed, rng, 1400))]
        for row in rows:
            del row["word"]
        support.store(client, "shop", rows, [("kind", "VARCHAR", {"max_length": 20})])
        _shops["it"] = Shop("shop", rows)
    return _shops["it"]


@pytest.fixture
def questions(rng, support, shop):
    def make(n):
        return [{"vector": support.near(rng, shop.rows), "kind": KINDS[int(rng.integers(4))], "k": int(rng.integers(1, 25))} for _ in range(n)]

    return make


def peak(calls):
    """The most searches that were on their way at one moment."""
    moments = sorted([(c.at, 1) for c in calls] + [(c.at + c.seconds, -1) for c in calls])
    most = now = 0
    for _, step in moments:
        now += step
        most = max(most, now)
    return most


def ask(submission, milvus, shop, questions, at_once):
    call = f"search_all(uri, {shop.name!r}, {len(questions)} question{'s' * (len(questions) != 1)}, at_once={at_once})"
    milvus.forget()
    found = submission.search_all(milvus.uri, shop.name, questions, at_once)
    if not isinstance(found, (list, tuple)):
        fail(called=call, returned=repr(found), expected="a list with an entry for each question")
    return [None if f is None else list(f) for f in found], milvus.calls("Search"), call


@check(points=1)
def test_right_answers(submission, milvus, support, shop, questions):
    """Each question gets the nearest rows of its kind"""
    asked = questions(6)
    asked[1] = {**asked[1], "kind": RARE, "k": 4}  # one row in 140: no fixed factor of k finds four of them
    asked[3] = {**asked[3], "kind": KINDS[3], "k": 20}
    for question in asked:
        found, heard, call = ask(submission, milvus, shop, [question], 2)
        same(found, [shop.answer(support, question)], called=call, why="The k nearest of the kind, nearest first.")
        require(len(heard) == 1, called=call, returned=f"{len(heard)} searches", expected="one", why="Each question is asked once.")


@check(points=2, after="test_right_answers")
def test_in_their_order(submission, milvus, support, shop, questions):
    """Answers stand in the order of the questions, whichever came first"""
    asked = questions(10)
    asked[7] = {**asked[2], "kind": next(kind for kind in KINDS if kind != asked[2]["kind"])}  # the same vector, another kind
    expected = [shop.answer(support, q) for q in asked]
    milvus.delay("Search", 1.2, times=1)
    found, _, call = ask(submission, milvus, shop, asked, 3)
    called = f"{call}, the first search being slow,"
    if found != expected and sorted(map(str, found)) == sorted(map(str, expected)):
        misconception("first-done-first-in-line", evidence="all answers are there, and the one to a question that took long stands behind those that were quicker",
                      called=called, returned=found, expected=expected, why="The order in which answers arrive is not that of the questions. What keeps each answer's place?")
    same(found, expected, called=called)
    few = questions(4)
    _, after = submission.search_all.with_arguments(milvus.uri, shop.name, few, 2)
    require(len(after[2]) == len(few), called=f"the list of questions after search_all(uri, {shop.name!r}, {len(few)} questions, 2)", returned=f"{len(after[2])} questions", expected=f"{len(few)}, as before", why="It is the caller's list.")


@check(points=2, after="test_right_answers")
def test_never_more(submission, milvus, shop, questions):
    """Never more than at_once on their way"""
    for at_once in (1, 3, 5):
        asked = questions(12 if at_once > 1 else 4)
        milvus.delay("Search", HOLD, times=len(asked))
        _, heard, call = ask(submission, milvus, shop, asked, at_once)
        most = peak(heard)
        require(len(heard) == len(asked), called=call, returned=f"{len(heard)} searches", expected=f"{len(asked)}", why="Each question is asked once.")
        if most > at_once:
            told = {"called": call, "returned": f"{most} searches at the same time", "expected": f"at most {at_once}"}
            if most == len(asked):
                misconception("gather-is-a-pool", **told, evidence=f"all {len(asked)} searches were on their way at the same moment", why="What decides how many of the tasks may run? Nothing here does.")
            fail(**told, why="A server that gets more than it can do answers all of them late.")


@check(points=2, after="test_right_answers")
def test_as_many_as_may(submission, milvus, shop, questions):
    """As many on their way as may be"""
    at_once = 6
    asked = questions(12)
    milvus.delay("Search", HOLD * 3, times=len(asked))
    _, heard, call = ask(submission, milvus, shop, asked, at_once)
    most = peak(heard)
    if most == 1:
        misconception("async-is-parallel", evidence=f"of {len(heard)} searches no two were on their way at the same time", called=call, returned="one search after the other",
                      expected=f"{at_once} at the same time", why="`await` waits. What has to be started before the first one is awaited?")
    require(most >= at_once, called=call, returned=f"at most {most} searches at the same time", expected=f"{at_once}", why="Twelve questions were there, each of which took a while.")


@check(points=1, after=("test_as_many_as_may", "test_never_more"))
def test_one_slow_search(submission, milvus, shop, questions):
    """One slow search does not hold up those that have not begun"""
    asked = questions(7)
    milvus.delay("Search", 4.0, times=1)
    _, heard, call = ask(submission, milvus, shop, asked, 2)
    slow = max(heard, key=lambda c: c.seconds)
    after = [c for c in heard if c.at > slow.at + slow.seconds]
    if after:
        misconception("batch-by-batch", evidence=f"{len(after)} searches began only after a slow one had ended, although {len(asked) - len(after) - 1} others were answered long before",
                      called=call, returned="a list, after a needless wait", expected="the next search as soon as any one has been answered",
                      why="A batch is as slow as its slowest. How can a question begin when another one ends, whichever it is?")


@check(points=1, after=("test_in_their_order", "test_as_many_as_may"))
def test_a_refused_question(submission, milvus, support, shop, questions):
    """A question that Milvus refuses is None at its place"""
    asked = questions(10)
    for i in (1, 2):
        asked[i] = {**asked[i], "vector": asked[i]["vector"][:7]}
    asked[9] = {**asked[9], "k": 0}  # the last: who lost a place for each of three before would wait for ever
    milvus.delay("Search", HOLD, times=len(asked))
    found, heard, call = ask(submission, milvus, shop, asked, 3)
    expected = [None if i in (1, 2, 9) else shop.answer(support, q) for i, q in enumerate(asked)]
    same(found, expected, called=f"{call}, two of them with a vector of 7 numbers and one with k=0,", why="One bad question must not cost the answers to the others.")
    most = peak(sorted(heard, key=lambda c: c.at)[-6:])
    require(most >= 2, called=f"{call}, two of the first being refused,", returned="one search after the other from then on", expected="three at the same time", why="Whatever a search comes to, its place is free afterwards.")
    asked = questions(6)
    milvus.fail_next("Search", code="PERMISSION_DENIED")
    found, heard, call = ask(submission, milvus, shop, asked, 2)
    called = f"{call}, one of which is refused by gRPC itself,"
    require(len(heard) == len(asked), called=called, returned=f"{len(heard)} searches", expected=f"{len(asked)}", why="Each question is asked once.")
    require(found.count(None) == 1, called=called, returned=f"{found.count(None)} times None", expected="None once", why="A call that gRPC itself refuses raises no MilvusException.")
    same(found, [None if f is None else shop.answer(support, q) for f, q in zip(found, asked, strict=True)], called=called)


@check(points=1, after="test_right_answers")
def test_no_question(submission, milvus, shop):
    """No question, no search"""
    found, heard, call = ask(submission, milvus, shop, [], 4)
    same(found, [], called=call)
    require(not heard, called=call, returned=f"{len(heard)} searches", expected="none")
