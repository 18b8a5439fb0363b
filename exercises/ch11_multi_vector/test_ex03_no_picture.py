"""Checks of ch11/ex03."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

FIELDS = ("meaning", "picture")


@pytest.fixture
def archive(client, support, seed, fresh):
    """make(n, metric) -> (name, things): a collection with nothing in it, and what is to be stored."""

    def make(n, metric, whole=0.4):
        rng = np.random.default_rng([seed, 113, n])
        mean, look = support.views(seed)
        name = fresh("archive")
        flags = [("has_meaning", "BOOL", {}), ("has_picture", "BOOL", {})]
        support.collection(client, name, {"meaning": (support.DIM, metric), "picture": (support.DIM, metric)}, flags)
        things = []
        for k, id in enumerate(support.new_ids(rng, n)):
            kind = rng.random()
            thing = {"id": id, "meaning": mean[k].tolist(), "picture": look[k].tolist()}
            if kind > whole:
                thing["picture" if kind < 0.9 else "meaning"] = None
            things.append(thing)
        return name, things

    return make


def ranking(things, field, query, metric, who="has"):
    """Ids by nearness in one field; `who`: has, or all with zeros where there is nothing."""
    rows = [t for t in things if who == "zeros" or t[field] is not None]
    vectors = np.array([t[field] if t[field] is not None else np.zeros(32) for t in rows], np.float64)
    query = np.asarray(query, np.float64)
    if metric == "COSINE":
        length = np.linalg.norm(vectors, axis=1)
        score = vectors @ query / np.where(length > 0, length, 1) / np.linalg.norm(query)
    else:
        score = -((vectors - query) ** 2).sum(axis=1)
    return [rows[i]["id"] for i in np.argsort(-score, kind="stable")]


def agrees(support, found, rankings):
    """Whether an order is one that the scores allow; equal scores may change places.

    So may, far down in a long ranking, two things whose distances differ by less than float32 can tell.
    """
    near = 1e-7 if len(found) <= 400 else 1e-5
    scores = dict(support.rrf(rankings))
    best = sorted(scores.values(), reverse=True)[: len(found)]
    return len(set(found)) == len(found) and all(i in scores and abs(scores[i] - b) < near for i, b in zip(found, best, strict=True))


def searched(submission, client, support, name, things, metric, meaning, picture, k, moment):
    asked = {f: q for f, q in zip(FIELDS, (meaning, picture), strict=True) if q is not None}
    call = f"search({', '.join(f if f in asked else 'None' for f in FIELDS)}, k={k}) by {metric}, {moment}"
    found = submission.search(client, name, meaning, picture, k)
    require(isinstance(found, list | tuple), called=call, returned=found, expected="a list of ids")
    found = list(found)
    right = [ranking(things, f, q, metric) for f, q in asked.items()]
    wanted = [i for i, _ in support.rrf(right)][:k]
    if len(found) == len(wanted) and agrees(support, found, right):
        return
    told = {"called": call, "returned": difference(found, wanted), "expected": f"the {len(wanted)} best"}
    whole = [t for t in things if t["meaning"] is not None and t["picture"] is not None]
    lacking = {f: {t["id"] for t in things if t[f] is None} for f in FIELDS}
    zeros = [ranking(things, f, q, metric, "zeros") for f, q in asked.items()]
    if found and any(lacking[f] for f in asked) and len(found) == min(k, len(things)) and agrees(support, found, zeros):
        misconception("zero-is-nothing", evidence="this is the order in which things without a picture or a text are ranked by a vector of zeros", **told, why="A placeholder has a score like any other vector. What keeps it out of the ranking of its field?")
    complete = [ranking(whole, f, q, metric) for f, q in asked.items()]
    if found and len(whole) < len(things) and len(found) == min(k, len(whole)) and agrees(support, found, complete):
        misconception("complete-rows-only", evidence=f"only the {len(whole)} things that have both a text and a picture were ranked", **told, why="A thing without a picture still has a text that can be just what was asked for.")
    strange = [i for i in found if i not in {x for r in right for x in r}]
    if strange:
        fail(**{**told, "returned": f"{len(strange)} things that have nothing of what was asked with, {strange[0]} for instance"}, why="A thing without a picture has no place in the ranking by picture.")
    fail(**told, why="Each ranking holds every thing that has the field, and no other; both are complete.")


@check(points=2)
def test_store(submission, client, archive):
    """Things are stored with flags that say what they have"""
    for n, metric in ((150, "COSINE"), (7, "L2")):
        name, things = archive(n, metric)
        same(submission.store(client, name, things), n, called=f"store() of {n} things", why="The number of things stored.")
        rows = {r["id"]: r for r in client.query(name, filter="", output_fields=["*"], limit=1000, consistency_level="Strong")}
        same(sorted(rows), sorted(t["id"] for t in things), called=f"the ids after store() of {n} things", why="Each thing once.")
        for thing in things:
            row = rows[thing["id"]]
            for field in FIELDS:
                there = thing[field] is not None
                same(row[f"has_{field}"], there, called=f"has_{field} of a thing {'with' if there else 'without'} {field}", why="The flag says whether there is one.")
                if there and not np.allclose(row[field], thing[field], atol=1e-6):
                    fail(called=f"{field} of thing {thing['id']}, read back", returned=f"{np.round(row[field][:3], 4).tolist()}…", expected=f"{np.round(thing[field][:3], 4).tolist()}…")
    same(submission.store(client, name, []), 0, called="store() of no things", why="Nothing came in today.")


@check(points=4, after="test_store")
def test_search(submission, client, milvus, support, archive, seed):
    """Every thing takes part where it has something, and nowhere else"""
    mean, look = support.views(seed)
    for n, metric, whole in ((400, "COSINE", 0.4), (400, "L2", 0.4), (120, "COSINE", 1.0), (2000, "COSINE", 0.97)):
        name, things = archive(n, metric, whole)
        for start in range(0, n, 400):
            submission.store(client, name, things[start : start + 400])
        for at, k in ((0, 10), (2, 40), (5, n)) if n < 1000 else ((3, 30), (4, n)):
            searched(submission, client, support, name, things, metric, mean[2000 + at].tolist(), look[2000 + at].tolist(), k, f"of {n} things")
        if n == 400:
            searched(submission, client, support, name, things, metric, None, look[2000].tolist(), n, f"of {n} things")
            searched(submission, client, support, name, things, metric, mean[2000].tolist(), None, n, f"of {n} things")
    deepest = support.deepest(milvus)
    require(deepest <= 16_384, called="the searches of search()", returned=f"a limit of {deepest:,}", expected="at most 16,384", why="Milvus Lite lets more pass; a server refuses it.")


@check(points=2, after="test_store")
def test_half_a_query(submission, client, support, archive, seed):
    """A query may have no text, or no picture"""
    mean, look = support.views(seed)
    name, things = archive(200, "L2", whole=1.0)
    submission.store(client, name, things)
    for at, k in ((11, 10), (12, 200)):
        searched(submission, client, support, name, things, "L2", mean[2000 + at].tolist(), None, k, "of 200 things")
        searched(submission, client, support, name, things, "L2", None, look[2000 + at].tolist(), k, "of 200 things")
    found = submission.search(client, name, None, None, 10)
    same(list(found) if isinstance(found, list | tuple) else found, [], called="search(None, None, k=10)", why="Nothing was asked for.")
