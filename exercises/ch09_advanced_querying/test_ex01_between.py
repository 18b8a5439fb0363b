"""Checks of ch09/ex01. All numbers are sums of powers of two, so floats hold every score exactly and many rows tie.

Milvus Lite compares the square of a rounded root, so bounds of L2 are squares of whole numbers.
"""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, difference, fail, misconception

ROWS, DIM = 3000, 16
FINE = 2.0**-15  # below any rounding to four digits; a float still holds a score of 512 plus this
ENDS = ("[]", "[)", "(]", "()")


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def world(client, seed, support, _made):
    """name -> (query, ids, exact scores, whether smaller is better)."""
    if not _made:
        rng = np.random.default_rng([seed, 91])
        signs = rng.choice([-1.0, 1.0], size=(ROWS, DIM))
        scaled = signs * rng.choice([0.5, 1.0, 2.0], size=(ROWS, 1))
        finely = scaled.copy()
        finely[:: 7, 3] += 1 / 64  # a score that is a little beside a bound
        query = rng.choice([-1.0, 1.0], size=DIM)
        finely[5] = query  # distance 0: the row itself
        scaled[6], scaled[7] = query, -2 * query  # cosine 1 and -1
        far, steep = finely.copy(), finely.copy()
        far[8] = query
        far[8, 0] *= 297  # distance 296 by 296: far beyond the others
        steep[8], steep[9] = 6000 * query, -6000 * query
        for place, score in enumerate(range(-8, 9)):  # on each whole score, and a very little below and above it
            for step in (-1, 0, 1):
                row = np.where(np.arange(DIM) < 8 + score, 0.5, -0.5) * query
                row[0] += step * FINE * query[0]
                steep[100 + 3 * place + step] = row
        for name, metric, table in (("places", "L2", far), ("tastes", "IP", steep), ("songs", "COSINE", scaled)):
            _made[name] = stored(client, support, name, metric, table, query, rng)
    return _made


def stored(client, support, name, metric, table, query, rng):
    """Store a table as a collection; returns the query, the ids, their scores, and whether smaller is better."""
    ids = support.new_ids(rng, len(table))
    support.store(client, name, [{"id": i, "embedding": v.tolist()} for i, v in zip(ids, table)], metric=metric, vector="embedding")
    products = table @ query
    scores = {"L2": ((table - query) ** 2).sum(axis=1), "IP": products, "COSINE": products / np.linalg.norm(table, axis=1) / 4}[metric]
    return query.tolist(), ids, scores, metric == "L2"


def fits(scores, low, high, ends):
    above = np.ones(len(scores), bool) if low is None else (scores >= low if ends[0] == "[" else scores > low)
    below = np.ones(len(scores), bool) if high is None else (scores <= high if ends[1] == "]" else scores < high)
    return above & below


def pick(ids, mask):
    return sorted(i for i, m in zip(ids, mask) if m)


def ask(submission, client, support, milvus, name, query, low, high, ends):
    """(ids, what Milvus said when it refused, the call)."""
    call = f'between(client, "{name}", vector, {low}, {high}, "{ends}")'
    milvus.forget()
    try:
        return support.ids_of(submission.between(client, name, query, low, high, ends), call), "", call
    except SubmissionError as error:
        if "Milvus" not in error.type:
            raise
        return [], f"Milvus refused it: {error.message[:160]}", call


def judge(submission, client, support, milvus, world, name, cases, diagnose=()):
    query, ids, scores, smaller = world[name]
    value = dict(zip(ids, scores))
    for low, high, ends in cases:
        found, refusal, call = ask(submission, client, support, milvus, name, query, low, high, ends)
        expected = pick(ids, fits(scores, low, high, ends))
        told = {"called": call, "returned": refusal or difference(found, expected), "expected": f"{len(expected)} ids"}
        if sorted(found) != expected:
            for say in diagnose:
                say(found, expected, (low, high, ends), told)
            fail(**told, why="`low` and `high` are the smaller and the larger score. `ends` says which of them belongs to the range; None is no bound, 0 is one.")
        got = [value[i] for i in found]
        if got != sorted(got, reverse=not smaller):
            fail(called=call, returned="the right ids in a different order", expected="best first", why="Milvus returns hits best first. Keep their order.")


def milvus_ends(ids, scores, smaller):
    """Diagnose: the ends are those that Milvus has by itself, whatever was asked for."""

    def say(found, expected, case, told):
        low, high, ends = case
        own = "[)" if smaller else "(]"
        if ends != own and None not in (low, high) and sorted(found) == pick(ids, fits(scores, low, high, own)):
            misconception("ends-are-milvus-ends", evidence=f'exactly what "{own}" would give came back for "{ends}"', **told,
                          why="Which of Milvus' two bounds belongs to its range, by this metric? The other end has to be made by you.")

    return say


def turned_round(milvus):
    """Diagnose: a radius beyond the range_filter, in a search by similarity."""

    def say(found, expected, case, told):
        asked = [c.params for c in milvus.calls("Search") if "radius" in c.params]
        # No upper bound: a radius above every score, as by a metric where far is large.
        if not found and expected and asked and (asked[0]["radius"] > asked[0].get("range_filter", 1e6)):
            bounds = {key: asked[0][key] for key in ("radius", "range_filter") if key in asked[0]}
            misconception("one-metric-for-all", evidence=f"{bounds} was asked for, which no similarity can fulfil", **told,
                          why="`radius` is the far end of the range. By IP and COSINE, is far the larger number or the smaller?")

    return say


@check(points=2)
def test_euclidean(submission, client, support, milvus, world, rng):
    """L2: squared distances, every kind of end"""
    query, ids, scores, smaller = world["places"]
    low, high = 16.0, (36.0, 64.0)[int(rng.integers(2))]
    cases = [(low, high, ends) for ends in ENDS] + [(0, high, "(]"), (0, 0, "[]"), (0, 0, "()"), (None, high, "[)"), (low, None, "(]"), (None, None, "()")]
    judge(submission, client, support, milvus, world, "places", cases, [milvus_ends(ids, scores, smaller)])


@check(points=2)
def test_inner_product(submission, client, support, milvus, world, rng):
    """IP: larger is better, and scores may be negative"""
    query, ids, scores, smaller = world["tastes"]
    low, high = float(rng.integers(-7, -2)), float(rng.integers(3, 8))
    cases = [(low, high, ends) for ends in ENDS] + [(0, high, "(]"), (low, 0, "[)"), (0, 0, "[]"), (None, low, "[]"), (high, None, "()"), (None, None, "[]")]
    judge(submission, client, support, milvus, world, "tastes", cases, [turned_round(milvus)])


@check(points=2)
def test_cosine(submission, client, support, milvus, world, rng):
    """COSINE: from -1 to 1, both of them included where asked for"""
    query, ids, scores, smaller = world["songs"]

    def distance(found, expected, case, told):
        if sorted(found) == pick(ids, fits(1 - scores, *case)):
            misconception("cosine-is-a-distance", evidence="these are the rows for which 1 minus the score lies there", **told,
                          why="Milvus calls the number `distance`. What is it for a row that points the same way as the query, 0 or 1?")

    cases = [(0.25, 0.75, ends) for ends in ENDS] + [(-0.5, 0.125, "[)"), (0.5, 1, "(]"), (0.5, 1, "[)"), (-1, -0.5, "[)"), (-1, -0.25, "(]"), (None, 0, "[]"), (0, None, "()")]
    judge(submission, client, support, milvus, world, "songs", cases, [distance])
    # The same name once more, and now by a different metric.
    asked = world["tastes"][0]
    for metric, cases in (("L2", [(4, 16, "[)")]), ("IP", [(4, 16, "[)"), (None, 4, "(]")])):
        if client.has_collection("moods"):
            client.drop_collection("moods")
        few = np.where(np.arange(DIM) < np.arange(DIM + 1)[:, None], 1.0, -1.0) * asked
        moods = stored(client, support, "moods", metric, few, np.array(asked), rng)
        judge(submission, client, support, milvus, {"moods": moods}, "moods", cases)


@check(points=1, after=("test_euclidean", "test_inner_product", "test_cosine"))
def test_what_does_not_fit_stays(submission, client, support, milvus, world):
    """Rows outside the range stay in Milvus"""
    ranges = (("places", 4, 9), ("tastes", 6, 10), ("songs", 0.5, 0.75), ("places", 81, None), ("tastes", None, -10), ("songs", None, -0.5), ("places", None, 9))
    for name, low, high in ranges:
        query, ids, scores, smaller = world[name]
        _, _, call = ask(submission, client, support, milvus, name, query, low, high, "[]")
        heard = sum(c.received for c in milvus.reads())
        bare = [c.params["range_filter"] for c in milvus.searches() if "range_filter" in c.params and "radius" not in c.params]
        if bare:  # Milvus Lite takes it; the documentation (v3.0.x, range-search.md) knows no range search without a radius
            fail(called=call, returned=f"a search with range_filter={bare[0]} and no radius", expected="a radius, and a range_filter if there is a near end",
                 why="It is the radius that makes a search a range search. Which radius is beyond every score?")
        n = int(fits(scores, low, high, "[]").sum())
        may = 2000 + 40 * n  # a hit is an id and a score: some 15 bytes
        if heard > may:
            fail(called=call, returned=f"Milvus sent {heard:,} bytes", expected=f"at most {may:,} for {n} ids",
                 why="Rows outside the range were sent, and thrown away here. Which two parameters let Milvus throw them away, and which of them does an open side need?")
