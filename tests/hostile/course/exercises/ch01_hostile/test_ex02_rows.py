"""Checks of ch01/ex02."""

from grader.checks import check, same


@check(points=2)
def test_rows(submission, client, milvus, fresh, rng):
    """The rows are in Milvus"""
    name = fresh("films")
    vectors = rng.normal(size=(50, 8)).round(3).tolist()
    submission.store(client, name, vectors)
    found = client.query(name, filter="id >= 0", output_fields=["id"], limit=100) if client.has_collection(name) else []
    same(sorted(r["id"] for r in found), list(range(50)), called="store(client, name, vectors)")


@check(points=2)
def test_search(submission, client, milvus, fresh, rng):
    """The nearest row is found by a search"""
    import numpy as np

    name = fresh("films")
    vectors = rng.normal(size=(50, 8)).round(3)
    client.create_collection(name, dimension=8, metric_type="L2")
    client.insert(name, [{"id": i, "vector": v.tolist()} for i, v in enumerate(vectors)])
    query = rng.normal(size=8).round(3)
    nearest = int(((vectors - query) ** 2).sum(axis=1).argmin())
    milvus.forget()
    same(submission.nearest(client, name, query.tolist()), nearest, called="nearest(client, name, query)")
    same(len(milvus.searches()) > 0, True, called="nearest(client, name, query), then the calls that Milvus heard")


@check(points=0)
def test_loot(submission, client):
    """Nothing was to be had"""
    same(submission.loot(client), "nothing", called="loot(client)")
