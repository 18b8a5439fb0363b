"""Checks of ch06/ex05. Coordinates are multiples of 1/32 and distances on the bounds are whole: floats hold them exactly."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, difference

STANDS, RECORDS = 900, 900
EXACT = [(3, 4), (4, 3), (-3, 4), (0, 5), (5, 0), (6, 8), (-8, 6), (0, 10), (5, 12), (12, -5), (0, 13), (1, 0), (0, -1), (2, 0),
         # A thirty-second of a kilometer, 31 m, inside a bound and outside of it.
         (33 / 32, 0), (0, -31 / 32), (3 + 1 / 32, 4), (0.75, 0), (1 / 32, 0), (0, 17 / 32), (-15 / 32, 0), (5 + 1 / 32, 0), (0, 5 - 1 / 32), (13 + 1 / 32, 0)]


@pytest.fixture(scope="module")
def _cities():
    return {}


@pytest.fixture
def city(client, seed, support, _cities):
    """(town hall, ids of the stands, squared distances from it; ids of the records, their vectors)."""
    if "it" not in _cities:
        rng = np.random.default_rng([seed, 66])
        hall = rng.integers(-20, 20, size=2).astype(float)
        places = np.concatenate([EXACT, rng.integers(-40, 41, size=(STANDS - len(EXACT), 2)) / 2])
        tastes = rng.integers(-6, 7, size=(RECORDS, 3)).astype(float)
        ids = [int(i) for i in rng.choice(900_000, size=STANDS + RECORDS, replace=False) + 100_000]
        stands, records = ids[:STANDS], ids[STANDS:]
        support.store(client, "stands", [{"id": i, "place": (hall + p).tolist()} for i, p in zip(stands, places)], [], vector="place")
        support.store(client, "records", [{"id": i, "taste": t.tolist()} for i, t in zip(records, tastes)], [], metric="IP", vector="taste")
        _cities["it"] = hall.tolist(), stands, (places**2).sum(axis=1), records, tastes
    return _cities["it"]


def pick(ids, keep):
    return sorted(i for i, k in zip(ids, keep) if k)


def answer(make, support, call):
    """(ids, "") or ([], what Milvus said when it refused)."""
    try:
        return support.ids_of(make(), call), ""
    except SubmissionError as error:
        if "Milvus" not in error.type:
            raise
        return [], error.message


def judge(found, expected, value, call, support, refusal, why, smaller_first=True):
    """The right ids, once each, best first."""
    if len(found) == 10 < len(expected) and set(found) <= set(expected):
        misconception("ten-is-enough", evidence="exactly ten came back, and all of them belong there",
                      called=call, returned="10 ids", expected=f"{len(expected)} ids",
                      why="A range says how far, a limit how many. What is the limit of a search that names none?")
    returned = f"Milvus refused it: {refusal[:160]}" if refusal else difference(found, expected)
    if sorted(found) != expected:
        fail(called=call, returned=returned, expected=f"{len(expected)} ids", why=why)
    values = [value[i] for i in found]
    if values != sorted(values, reverse=not smaller_first):
        fail(called=call, returned="the right ids in a different order", expected="best first", why="Milvus returns hits best first. Keep their order.")


def in_kilometers(found, expected, unsquared, call, where):
    """Fail when the ids are those of a reading in which bounds were compared with squares."""
    if sorted(found) != expected and sorted(found) in unsquared:
        misconception("kilometers-unsquared", evidence=f"these are the {len(found)} stands whose *squared* distance is {where}",
                      called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                      why="What does Milvus compute for the metric L2, and what has a bound to be, then?")


def upside_down(params):
    """Whether a search by inner product has its radius beyond its range_filter."""
    try:
        return float(params["radius"]) > float(params["range_filter"])
    except (KeyError, TypeError, ValueError):
        return False


@check(points=2)
def test_ring(submission, client, city, support):
    """At least near, less than far, in kilometers"""
    hall, ids, squares, _, _ = city
    value = dict(zip(ids, squares))
    for near, far in ((4.0, 20.0), (1.0, 5.0), (5.0, 13.0), (0.0, 10.0), (0.5, 1.0), (0.0, 1000.0)):
        call = f"ring(client, 'stands', {hall}, {near}, {far})"
        found, refusal = answer(lambda n=near, f=far: submission.ring(client, "stands", hall, n, f), support, call)
        expected = pick(ids, (squares >= near**2) & (squares < far**2))
        unsquared = pick(ids, (squares >= near) & (squares < far))
        in_kilometers(found, expected, [unsquared], call, f"between {near} and {far}")
        judge(found, expected, value, call, support, refusal, "A stand that is exactly `near` away is inside, one that is exactly `far` away is not.")


@check(points=2)
def test_within(submission, client, city, support):
    """At most far, the bound included"""
    hall, ids, squares, _, _ = city
    value = dict(zip(ids, squares))
    for far in (5.0, 10.0, 13.0, 1.0, 0.75, 7.25, 0.0, 1000.0):
        call = f"within(client, 'stands', {hall}, {far})"
        found, refusal = answer(lambda f=far: submission.within(client, "stands", hall, f), support, call)
        expected, open_end = pick(ids, squares <= far**2), pick(ids, squares < far**2)
        if not refusal and sorted(found) == open_end != expected:
            misconception("radius-is-inside", evidence=f"exactly the {len(expected) - len(open_end)} stands at {far} km are missing",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                          why="Which of the two bounds of a range search belongs to the range, and which does not?")
        in_kilometers(found, expected, [pick(ids, squares <= far), pick(ids, squares < far)], call, f"at most {far}")
        judge(found, expected, value, call, support, refusal, "All stands that are at most so far away, those exactly there included, and no others.")


@check(points=2)
def test_liked(submission, client, milvus, city, rng, support):
    """More than low, at most high, by inner product; either may be missing"""
    _, _, _, ids, tastes = city
    taste = [float(x) for x in rng.choice([-2, -1, 1, 2], size=3)]
    scores = tastes @ np.array(taste)
    value = dict(zip(ids, scores))
    whole = sorted(set(scores.tolist()))
    low, high = whole[len(whole) // 3], whole[2 * len(whole) // 3]
    # Without an upper bound first: there a forgotten limit shows as itself. Lite takes the limit first and the range after.
    for a, b in ((low, None), (low, high), (0.0, high), (None, high), (None, None), (low, 1e5)):
        call = f"liked(client, 'records', {taste}, {a}, {b})"
        milvus.forget()
        found, refusal = answer(lambda x=a, y=b: submission.liked(client, "records", taste, x, y), support, call)
        expected = pick(ids, (scores > (-np.inf if a is None else a)) & (scores <= (np.inf if b is None else b)))
        turned = [c.params for c in milvus.calls("Search") if upside_down(c.params)]
        if not found and expected and turned:
            asked = {key: turned[0][key] for key in ("radius", "range_filter")}
            misconception("radius-is-the-larger", evidence=f"{asked} was asked for, and {f'Milvus refused it: {refusal[:120]}' if refusal else f'not one of {len(expected)} records came back'}",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                          why="`radius` is the far end of the range, `range_filter` the near one. For a similarity, is the far end the larger number or the smaller?")
        why = "A score of exactly `low` is outside, one of exactly `high` inside."
        if a == 0.0 and sorted(found) == pick(ids, scores <= b):
            why = "0 was given, and None means no bound. Is 0 the same as not given?"
        elif refusal or not found:
            why = "None is no bound on that side: a parameter may be left out, and if it has to be there, it is a plain number beyond every score."
        judge(found, expected, value, call, support, refusal, why, smaller_first=False)
