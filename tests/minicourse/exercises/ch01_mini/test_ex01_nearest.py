"""Checks of ch01/ex01."""

import numpy as np

from grader.checks import check, misconception, same


def data(rng):
    return rng.normal(size=(500, 32)).astype("float32"), rng.normal(size=32).astype("float32")


def oracle(rows, query, k):
    return [int(i) for i in np.argsort(((rows - query) ** 2).sum(axis=1))[:k]]


@check(points=1)
def test_by_hand(submission, rng):
    """Your own search finds the nearest rows"""
    rows, query = data(rng)
    found = submission.nearest(rows, query, 5)
    expected = oracle(rows, query, 5)
    if found == oracle(-rows, query, 5) or found == [int(i) for i in np.argsort(-((rows - query) ** 2).sum(axis=1))[:5]]:
        misconception("farthest-first", evidence=f"{found} are the farthest", called="nearest(rows, query, 5)",
                      returned=found, expected=expected, why="Which way does better point for a distance?")
    same(found, expected, called="nearest(rows, query, 5)", why="A smaller distance is nearer.")


@check(points=1)
def test_k_of_one(submission, rng):
    """One neighbour is enough when one is asked for"""
    rows, query = data(rng)
    found = submission.nearest(rows, query, 1)
    if found == [int(np.argmax(((rows - query) ** 2).sum(axis=1)))]:
        misconception("farthest-first", evidence="the farthest", called="nearest(rows, query, 1)", returned=found, expected=oracle(rows, query, 1))
    same(found, oracle(rows, query, 1), called="nearest(rows, query, 1)")


@check(points=1, after="test_by_hand")
def test_self(submission, rng):
    """A row is its own nearest neighbour"""
    rows, _ = data(rng)
    same(submission.nearest(rows, rows[7], 1), [7], called="nearest(rows, rows[7], 1)")


@check(points=2)
def test_rows_arrive(submission, client, fresh, rng):
    """Every row is in the collection"""
    rows, _ = data(rng)
    name = fresh("rows")
    submission.load(client, name, rows)
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    if count == 100:
        misconception("first-rows-only", evidence="count(*) is 100", called="load()", returned=100, expected=500)
    same(count, len(rows), called="load(client, name, rows)", why="A row that is not inserted is never found.")


@check(points=2, after="test_rows_arrive")
def test_search(submission, client, fresh, rng):
    """Milvus finds the same neighbours"""
    rows, query = data(rng)
    name = fresh("rows")
    submission.load(client, name, rows)
    same(submission.search(client, name, query, 5), oracle(rows, query, 5), called="search(client, name, query, 5)")
