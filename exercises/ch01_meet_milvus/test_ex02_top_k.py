"""Checks of ch01/ex02."""

import numpy as np

from grader.checks import check, fail, misconception, same

N, D, K = 300, 24, 10


def ranks(vectors, query, metric):
    if metric == "L2":
        return np.argsort(np.linalg.norm(vectors - query, axis=1))
    inner = vectors @ query
    return np.argsort(-inner if metric == "IP" else -inner / np.linalg.norm(vectors, axis=1))


def data(rng):
    lengths = rng.uniform(0.2, 5.0, size=(N, 1))
    vectors = rng.normal(size=(N, D)) * lengths
    return vectors.astype(np.float64), rng.normal(size=D)


def ask(submission, vectors, query, k, metric):
    found = submission.top_k(vectors, query, k, metric)
    call = f'top_k(vectors, query, {k}, "{metric}")'
    if isinstance(found, np.ndarray):
        found = found.tolist()
    if not isinstance(found, (list, tuple)):
        fail(called=call, returned=found, expected=f"a list of {k} row numbers", why="The caller wants to index with it.")
    return [int(i) for i in found], call


def reversed_order(submission, rng, metric):
    vectors, query = data(rng)
    found, call = ask(submission, vectors, query, K, metric)
    order = ranks(vectors, query, metric)
    return vectors, query, found, call, order[:K].tolist(), order[::-1][:K].tolist()


@check(points=1)
def test_euclidean(submission, rng):
    """L2: the nearest rows, nearest first"""
    _, _, found, call, best, worst = reversed_order(submission, rng, "L2")
    if found == worst:
        fail(called=call, returned=found, expected=best, why="These are the farthest rows. Which way does argsort sort?")
    same(found, best, called=call, why="A smaller distance is nearer, and the nearest comes first.")


@check(points=1)
def test_inner_product(submission, rng):
    """IP: the largest inner products, largest first"""
    _, _, found, call, best, worst = reversed_order(submission, rng, "IP")
    if found == worst:
        misconception("always-smallest-first", evidence=f"{found[:3]}… have the smallest inner products of all rows",
                      called=call, returned=found, expected=best,
                      why="An inner product grows as two vectors agree. Is it a distance or a similarity?")
    same(found, best, called=call, why="The inner product is a similarity: larger is better.")


@check(points=2)
def test_cosine(submission, rng):
    """COSINE: the smallest angles, whatever the lengths"""
    vectors, query, found, call, best, worst = reversed_order(submission, rng, "COSINE")
    if found == best:
        return
    if found == worst:
        inner, _ = ask(submission, vectors, query, K, "IP")
        named = "always-smallest-first" if inner == ranks(vectors, query, "IP")[::-1][:K].tolist() else "cosine-is-a-distance"
        misconception(named, evidence=f"{found[:3]}… point away from the query: their cosines are the smallest",
                      called=call, returned=found, expected=best,
                      why="Milvus' COSINE is the cosine itself. What is the cosine of two vectors that point the same way?")
    if found == ranks(vectors, query, "IP")[:K].tolist():
        misconception("inner-product-is-cosine", evidence="the list is exactly the one for the inner product",
                      called=call, returned=found, expected=best,
                      why="These rows have lengths from 0.2 to 5. What does a long row do to an inner product?")
    same(found, best, called=call, why="COSINE compares directions and forgets lengths.")


@check(points=1)
def test_when_they_agree(submission, rng):
    """On vectors of length 1 all three metrics agree"""
    vectors, query = data(rng)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    query /= np.linalg.norm(query)
    lists = {metric: ask(submission, vectors, query, K, metric)[0] for metric in ("L2", "IP", "COSINE")}
    sets = {metric: set(found) for metric, found in lists.items()}
    good = set(ranks(vectors, query, "L2")[:K].tolist())
    bad = set(ranks(vectors, query, "L2")[::-1][:K].tolist())
    for metric, found in sets.items():
        # A metric that is upside down has had its red line already.
        if found not in (good, bad):
            fail(called=f'top_k(unit vectors, unit query, {K}, "{metric}")', returned=lists[metric], expected=sorted(good),
                 why="For unit vectors |a - b|² = 2 - 2 a·b, so the order must be the same.")


@check(points=1)
def test_how_many(submission, rng):
    """As many rows as were asked for, even one, even all"""
    vectors, query = data(rng)
    for k in (1, N):
        found, call = ask(submission, vectors, query, k, "L2")
        same(len(found), k, called=f"len({call})", why="The caller said how many.")
