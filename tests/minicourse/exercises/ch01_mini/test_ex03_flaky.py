"""Checks of ch01/ex03."""

import pytest

from grader.checks import check, misconception, require, same


@pytest.fixture
def table(client, fresh, rng):
    name = fresh("t")
    client.create_collection(name, dimension=4, metric_type="L2")
    rows = [{"id": i, "vector": rng.normal(size=4).tolist()} for i in range(20)]
    return name, rows


@check(points=1)
def test_put(submission, client, milvus, table):
    """Rows arrive by upsert"""
    name, rows = table
    milvus.forget()
    submission.put(client, name, rows)
    if milvus.calls("Insert"):
        misconception("inserts-blindly", evidence="Milvus heard Insert", called="put(client, name, rows)", returned="Insert", expected="Upsert")
    same(sum(c.rows for c in milvus.calls("Upsert")), 20, called="rows in the upserts")


@check(points=1)
def test_said(submission, client, milvus, table):
    """The search says nprobe = 7"""
    name, rows = table
    client.insert(name, rows)
    milvus.forget()
    same(submission.find(client, name, rows[3]["vector"]), 3, called="find(client, name, rows[3])")
    asked = milvus.calls("Search")
    if asked and "nprobe" not in asked[-1].params:
        misconception("no-nprobe", evidence=f"params {asked[-1].params}", called="find()", returned="a search", expected="nprobe 7")
    same(asked[-1].params["nprobe"], 7, called="nprobe")
    same(asked[-1].collection, name, called="the collection searched")
    same(asked[-1].status, "OK", called="its status")


@check(points=1)
def test_delay(submission, client, milvus, table):
    """A slow Milvus is waited for"""
    name, rows = table
    client.insert(name, rows)
    milvus.delay("Search", 0.3)
    same(submission.find(client, name, rows[5]["vector"]), 5, called="find() while Milvus is slow")


@check(points=1)
def test_failure(submission, client, milvus, table):
    """A refusal is None"""
    name, rows = table
    client.insert(name, rows)
    milvus.fail_next("Search", code="PERMISSION_DENIED")
    same(submission.find(client, name, rows[5]["vector"]), None, called="find() when Milvus refuses")
    same([c.status for c in milvus.calls("Search")][-1], "PERMISSION_DENIED", called="what the tap answered")


@check(points=1)
def test_lost_reply(submission, client, milvus, table):
    """A lost reply leaves every row there once"""
    name, rows = table
    milvus.forget()
    milvus.drop("Upsert")
    submission.put(client, name, rows)
    statuses = [c.status for c in milvus.calls("Upsert")]
    require("LOST" in statuses, called="the statuses", returned=statuses, expected="one LOST") if statuses else None
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    same(count, 20, called="count(*) after a lost reply")
