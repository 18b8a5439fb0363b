"""Checks of ch01/ex02."""

import numpy as np

from grader.checks import check, fail, misconception, same

N, D, K = 2000, 24, 10
"""So many rows that a partition leaves its parts unsorted: of few, NumPy sorts them all."""


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
    """The row numbers of an answer, or a failed check that says what came back instead."""
    found = submission.top_k(vectors, query, k, metric)
    call = f'top_k(vectors, query, {k}, "{metric}")'
    if isinstance(found, np.ndarray):
        found = found.tolist()
    if not isinstance(found, (list, tuple)):
        fail(called=call, returned=repr(found), expected=f"a list of {k} row numbers", why="The caller wants to index with it.")
    odd = [i for i in found if isinstance(i, bool) or not isinstance(i, (int, np.integer))]
    if odd:
        fail(called=call, returned=f"a list with {odd[0]!r} in it", expected="whole numbers, each the number of a row", why="The caller wants to index with them.")
    return [int(i) for i in found], call


def in_order(submission, vectors, query, metric, why):
    """The best row, the better half, all rows: each place must be right."""
    order = ranks(vectors, query, metric).tolist()
    for k in (1, N // 2, N):
        found, call = ask(submission, vectors, query, k, metric)
        same(len(found), k, called=f"len({call})", why="The caller said how many.")
        wrong = [place for place in range(k) if found[place] != order[place]]
        if wrong:
            fail(called=call, returned=f"row {found[wrong[0]]} in place {wrong[0]}, and {len(wrong)} of {k} places are wrong", expected=f"row {order[wrong[0]]} there", why=why)


def reversed_order(submission, rng, metric):
    vectors, query = data(rng)
    found, call = ask(submission, vectors, query, K, metric)
    order = ranks(vectors, query, metric)
    return vectors, query, found, call, order[:K].tolist(), order[::-1][:K].tolist()


@check(points=1)
def test_how_many(submission, rng):
    """As many rows as were asked for, each once, even one, even all"""
    vectors, query = data(rng)
    for metric in ("L2", "IP", "COSINE"):
        for k in (1, K, N):
            found, call = ask(submission, vectors, query, k, metric)
            same(len(found), k, called=f"len({call})", why="The caller said how many.")
            if len(set(found)) < k or not all(0 <= row < N for row in found):
                fail(called=call, returned=found, expected=f"{k} different numbers from 0 to {N - 1}", why="A row is one answer, and no more.")


@check(points=1, after="test_how_many")
def test_euclidean(submission, rng):
    """L2: the nearest rows, nearest first"""
    vectors, query, found, call, best, worst = reversed_order(submission, rng, "L2")
    if found == worst:
        fail(called=call, returned=found, expected=best, why="These are the farthest rows. Which way does argsort sort?")
    why = "A smaller distance is nearer, and the nearest comes first."
    same(found, best, called=call, why=why)
    in_order(submission, vectors, query, "L2", why)


@check(points=1, after="test_how_many")
def test_inner_product(submission, rng):
    """IP: the largest inner products, largest first"""
    vectors, query, found, call, best, worst = reversed_order(submission, rng, "IP")
    if found == worst:
        misconception("always-smallest-first", evidence=f"{found[:3]}… have the smallest inner products of all rows",
                      called=call, returned=found, expected=best,
                      why="An inner product grows as two vectors agree. Is it a distance or a similarity?")
    why = "The inner product is a similarity: larger is better."
    same(found, best, called=call, why=why)
    in_order(submission, vectors, query, "IP", why)


@check(points=2, after="test_how_many")
def test_cosine(submission, rng):
    """COSINE: the smallest angles, whatever the lengths"""
    vectors, query, found, call, best, worst = reversed_order(submission, rng, "COSINE")
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
    why = "COSINE compares directions and forgets lengths."
    same(found, best, called=call, why=why)
    in_order(submission, vectors, query, "COSINE", why)


@check(points=1, after=("test_euclidean", "test_inner_product", "test_cosine"))
def test_when_they_agree(submission, rng):
    """On vectors of length 1 all three metrics agree"""
    vectors, query = data(rng)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    query /= np.linalg.norm(query)
    best = ranks(vectors, query, "L2")[:K].tolist()
    for metric in ("L2", "IP", "COSINE"):
        found, _ = ask(submission, vectors, query, K, metric)
        same(found, best, called=f'top_k(unit vectors, unit query, {K}, "{metric}")', why="For unit vectors |a - b|² = 2 - 2 a·b, so the order must be the same.")
