"""Checks of ch06/ex03."""

import re

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, same, difference

N, AROUND = 900, 500


@pytest.fixture(scope="module")
def _shops():
    return {}


@pytest.fixture
def teas(client, seed, support, _shops):
    """(collection, its rows, a rating that is not 0, the collection where every tea is rated)."""
    if "it" not in _shops:
        rng = np.random.default_rng([seed, 63])
        rows = support.draw(seed, rng, N)
        for row in rows:
            row["vector"] = (float(rng.uniform(0.6, 1.6)) * np.asarray(row["vector"])).tolist()  # of many lengths: only L2 ranks as L2 does
            row["stars"] = None if rng.random() < 0.25 else int(rng.integers(0, 6))
        rows[0]["stars"], rows[1]["stars"] = None, 0
        # Around one tea all but eight of 500 have the rating that is not wanted: filtering what came back leaves too few.
        anchor, stars = rows[2], rating(seed)
        around = support.nearest(rows[2:], anchor["vector"], AROUND)
        for row, at in zip(around, rng.permutation(AROUND)):
            row["stars"] = None if at < 5 else (stars % 5 + 1 if at < 8 else stars)
        anchor["stars"] = None
        plain = [{**row, "stars": 4} for row in rows[:20]]
        for name, table in (("teas", rows), ("four_stars_all", plain)):
            support.store(client, name, [{k: v for k, v in r.items() if k != "word"} for r in table], [("stars", "INT64", {"nullable": True})])
        _shops["it"] = rows
    return "teas", _shops["it"], rating(seed)


def rating(seed):
    """The rating that is asked about: not 0."""
    return int(np.random.default_rng([seed, 64]).integers(1, 6))


def keep(rows, test):
    return sorted(row["id"] for row in rows if test(row["stars"]))


def judged(found, expected, call, support, why):
    if sorted(found) != expected:
        fail(called=call, returned=difference(found, expected), expected=f"{len(expected)} ids", why=why)


@check(points=1)
def test_unrated(submission, client, teas, support):
    """The teas that have no rating"""
    name, rows, _ = teas
    call = f'unrated(client, "{name}")'
    found = support.ids_of(submission.unrated(client, name), call)
    expected = keep(rows, lambda s: s is None)
    noughts = keep(rows, lambda s: s == 0)
    if sorted(found) in (noughts, sorted([*noughts, *expected])):
        misconception("nought-is-nothing", evidence=f"{len(noughts)} of these teas were rated, with 0 stars",
                      called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                      why="0 is a rating. What does a filter call a value that is not there?")
    judged(found, expected, call, support, "NULL is no number; a filter has words of its own for it.")
    found = support.ids_of(submission.unrated(client, "four_stars_all"), 'unrated(client, "four_stars_all")')
    same(found, [], called='unrated(client, "four_stars_all")', why="There every tea has four stars.")


@check(points=1)
def test_rated_but_not(submission, client, teas, support):
    """Rated, and another rating"""
    name, rows, stars = teas
    for which in (stars, 0):
        call = f'rated_but_not(client, "{name}", {which})'
        expected = keep(rows, lambda s, w=which: s is not None and s != w)
        try:
            found = support.ids_of(submission.rated_but_not(client, name, which), call)
        except SubmissionError as error:
            if "Milvus" in error.type and re.search(r"[=!]= *(null|none)", error.message, re.IGNORECASE):
                misconception("null-is-compared", evidence=f"Milvus refused a filter that compares with NULL: {error.message[:160]}",
                              called=call, returned=error.type, expected=f"{len(expected)} ids",
                              why="NULL is no value, so nothing is equal to it or different from it. Which two words ask whether a value is there?")
            raise
        noughts = keep(rows, lambda s: s == 0)
        if which and sorted(found) == sorted(set(expected) - set(noughts)):
            misconception("nought-is-nothing", evidence=f"exactly the {len(noughts)} teas with 0 stars are missing",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids", why="0 is a rating, and a bad one.")
        if sorted(found) == keep(rows, lambda s, w=which: s != w):
            fail(called=call, returned=f"{len(found) - len(expected)} teas without any rating, and the right ones", expected=f"{len(expected)} ids",
                 why="A tea without a rating has no other rating either. Say in the filter that there has to be one: whether `not in` keeps NULL depends on the Milvus that is asked.")
        judged(found, expected, call, support, "It takes a rating to have another rating.")


@check(points=2)
def test_all_but(submission, client, teas, support):
    """All but those rated so, the unrated ones included"""
    name, rows, stars = teas
    for which in (stars, 0):
        call = f'all_but(client, "{name}", {which})'
        found = support.ids_of(submission.all_but(client, name, which), call)
        expected = keep(rows, lambda s, w=which: s != w)
        if which == 0 and sorted(found) == keep(rows, lambda s: s is not None and s != 0):  # for another rating the unrated ones were there
            misconception("nought-is-nothing", evidence=f"exactly the {len(expected) - len(found)} teas without a rating are missing, and only where 0 stars are asked for",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                          why="0 stars is a rating, and no rating is none. Does your code take one for the other?")
        if sorted(found) == keep(rows, lambda s, w=which: s is not None and s != w):
            misconception("unknown-is-different", evidence=f"exactly the {len(expected) - len(found)} teas without a rating are missing",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                          why=f"Is “unknown != {which}” true? A filter keeps only what is.")
        judged(found, expected, call, support, "Whatever is not known to have this rating belongs here.")
    call = 'all_but(client, "four_stars_all", 4)'
    same(support.ids_of(submission.all_but(client, "four_stars_all", 4), call), [], called=call, why="There every tea has four stars.")


@check(points=2)
def test_nearest(submission, client, teas, rng, support):
    """The nearest among them, nearest first"""
    name, rows, stars = teas
    query = support.near(rng, rows[2:3], 0.1)
    call = f'nearest_not_rated(client, "{name}", vector, {stars}, 8)'
    found = support.ids_of(submission.nearest_not_rated(client, name, query, stars, 8), call)
    expected = [r["id"] for r in support.nearest([r for r in rows if r["stars"] != stars], query, 8)]
    known = [r["id"] for r in support.nearest([r for r in rows if r["stars"] is not None and r["stars"] != stars], query, 8)]
    if found == known != expected:
        misconception("not-brings-them-back", evidence="this is the answer among the rated teas; the nearest of all, an unrated one, is not in it",
                      called=call, returned=difference(found, expected), expected="unrated teas among them",
                      why="A comparison with an unknown value is unknown, and so is its opposite. How do you ask for the rows that have no value?")
    if 0 < len(found) < 8 and found == [i for i in expected if i in found]:
        misconception("filter-after-limit", evidence=f"all {len(found)} that came are right, and {8 - len(found)} of 8 are missing; nearly all teas around here have {stars} stars",
                      called=call, returned=difference(found, expected), expected="8 ids", why="First cut, then filtered: what is left is too little. Who can filter before anything is cut?")
    if sorted(found) == sorted(expected):
        same(found, expected, called=call, why="Milvus returns hits best first. Keep their order.")
    same(found, expected, called=call, why="The same teas as in all_but, ranked by distance.")
    query, other = support.near(rng, rows), (stars + 2) % 6
    call = f'nearest_not_rated(client, "{name}", another vector, {other}, 11)'
    found = support.ids_of(submission.nearest_not_rated(client, name, query, other, 11), call)
    expected = [r["id"] for r in support.nearest([r for r in rows if r["stars"] != other], query, 11)]
    same(found, expected, called=call, why="Another tea, another rating and another k have an answer of their own.")
