"""Checks of ch21/ex04."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

DIM = 16


@pytest.fixture
def archive(client, support, seed, fresh):
    """make(n, tag) -> (name, taste, films): films as (id, released, vector); `now` is day 10,000."""

    def make(n, tag, newest=10_000):
        rng = np.random.default_rng([seed, 214, n, tag])
        taste = rng.normal(size=DIM).astype(np.float32)
        vectors = (rng.normal(size=(n, DIM)) * rng.uniform(0.3, 2, size=(n, 1))).astype(np.float32)
        released = [int(d) for d in newest - rng.integers(0, 9000, size=n)]
        # The nearest are old, some more and some less: age and inner product pull in different directions.
        for i in np.argsort(-(vectors @ taste))[: n // 4]:
            released[i] = int(newest - 6000 - rng.integers(0, 2500))
        ids = support.new_ids(rng, n)
        name = fresh("archive")
        support.collection(client, name, [("released", "INT64", {})], DIM)
        films = list(zip(ids, released, vectors, strict=True))
        support.insert(client, name, [{"id": id, "released": day, "vector": v.tolist()} for id, day, v in films])
        return name, taste, films

    return make


def scored(films, taste, now, half_life):
    """(score, released, id, inner product) of what may be shown, best first."""
    rows = []
    for id, day, vector in films:
        product = float(vector.astype(float) @ taste.astype(float))
        if day <= now and product > 0:
            rows.append((product * 0.5 ** ((now - day) / half_life), day, id, product))
    return sorted(rows, key=lambda r: (-r[0], -r[1], r[2]))


def compared(submission, client, support, name, taste, films, limit, now, half_life):
    call = f"newest_best(…, limit={limit}, now={now}, half_life={half_life})"
    found = support.as_ids(submission.newest_best(client, name, taste.tolist(), limit, now, half_life))
    require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ids")
    rows = scored(films, taste, now, half_life)
    score, right = {r[2]: r[0] for r in rows}, [r[2] for r in rows[:limit]]
    close = len(found) == len(right) == len(set(found)) and all(i in score and abs(score[i] - r[0]) <= 1e-6 * max(r[0], 1e-30) for i, r in zip(found, rows, strict=False))
    # Films with one vector and one day have one score to the last digit: there the order is exact.
    if close and [i for i in found if i in set(right)] == right or (close and not twins(rows[: limit + 1])):
        return
    told = {"called": call, "returned": difference(found, right) if set(found) != set(right) else "the right films in a different order", "expected": f"{len(right)} films, the largest score first"}
    day = {id: d for id, d, _ in films}
    if late := [i for i in found if day.get(i, 0) > now]:
        fail(called=call, returned=f"{len(late)} films that are not released yet, one of them {day[late[0]] - now} days after now", expected=told["expected"], why="A ranker that measures the distance to now takes tomorrow for yesterday. What keeps those out?")
    near = sorted(rows, key=lambda r: -r[3])
    by_date = [[r[2] for r in sorted(some, key=lambda r: (-r[1], r[2]))[:limit]] for some in (rows, near[:limit])]
    for depth in (limit, 2 * limit, 5 * limit, 10 * limit, 100):
        early = [r[2] for r in sorted(near[:depth], key=lambda r: (-r[0], -r[1], r[2]))[:limit]]
        if found == early and found not in (right, *by_date):
            misconception("cut-before-the-age", evidence=f"these are the {len(found)} best of the {depth} films with the largest inner product", **told, why="The newest films lie deeper. When is it decided which films the age can still help?")
    aged = [r[2] for r in sorted(near[:limit], key=lambda r: (-r[0], -r[1], r[2]))]
    if found in by_date and found not in (right, aged):
        misconception("newest-first", evidence="the films come in the order of their days", **told, why="An age lowers a score; it does not replace it. Can a very good old film still win?")
    fail(why="Compute one score by hand: inner product, age, half_life. Which films compete?", **told)


def twins(rows):
    """Whether two neighbors have scores that are as good as equal."""
    return any(abs(a[0] - b[0]) <= 1e-6 * max(a[0], 1e-30) for a, b in zip(rows, rows[1:], strict=False))


@check(points=2)
def test_scores(submission, client, support, archive):
    """The films with the largest scores, whatever the half-life"""
    name, taste, films = archive(700, 1)
    for limit, half_life in ((10, 3650.5), (10, 365), (25, 1000), (3, 30), (50, 100_000)):
        compared(submission, client, support, name, taste, films, limit, 10_000, half_life)


@check(points=2, after="test_scores")
def test_from_deep_down(submission, client, support, archive):
    """New films come to the front, however many old ones are nearer"""
    name, taste, films = archive(3000, 2)
    for limit, half_life in ((10, 200), (5, 60), (50, 500)):
        compared(submission, client, support, name, taste, films, limit, 10_000, half_life)


@check(points=2, after="test_scores")
def test_equal_and_future(submission, client, support, archive):
    """Of equal films the newer wins, and tomorrow's are not shown"""
    name, taste, films = archive(300, 3)
    by_product = sorted(films, key=lambda f: -float(f[2] @ taste))
    vector = by_product[0][2] * 8
    rng = np.random.default_rng(4)
    more = [(id, day, vector) for id, day in zip(support.new_ids(rng, 5), (9000, 9500, 9500, 10_000, 10_001), strict=True)]
    more = [(id + 2_000_000, day, v) for id, day, v in more]
    more.append((-5, 9600, vector * 2))  # twice the inner product, and one half-life of 400 days older than that of day 10,000: the same score
    # Pairs that a half-life of 2.5 days orders otherwise than one of 2 or of 3; a film that wins although it is twelve half-lives old;
    # and one that has nothing to do with the taste.
    more += [(-31, 9990, vector * 40), (-32, 9988, vector * 80), (-33, 9999, vector * 20), (-34, 9996, vector * 20 * 2**1.1), (-50, 9970, vector * 8000), (-40, 1010, vector * 0)]
    support.insert(client, name, [{"id": id, "released": day, "vector": v.tolist()} for id, day, v in more])
    films = films + more
    compared(submission, client, support, name, taste, films, 5, 10_000, 2.5)
    for limit, half_life, now in ((10, 400, 10_000), (12, 100_000, 10_000), (8, 7, 10_001), (10, 300, 6000), (50, 50, 1100), (10, 50, 0)):
        compared(submission, client, support, name, taste, films, limit, now, half_life)
