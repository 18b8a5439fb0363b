"""Checks of ch01/ex06."""

from grader.checks import check, misconception, same


@check(points=1)
def test_holds(submission, client, fresh, rng):
    """The shelf holds its rows"""
    rows = rng.normal(size=(60, 8)).astype("float32")
    name = fresh("shelf")
    submission.build(client, name, rows, 1)
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    for id, wrong in (("nothing-inserted", 0), ("every-row-twice", 120)):
        if count == wrong:
            misconception(id, evidence=f"{count} rows", called="build()", returned=count, expected=60)
    same(count, 60, called="build(client, name, rows, 1), then count(*)")


@check(points=1)
def test_again(submission, client, fresh):
    """Milvus is still there afterwards"""
    same(client.has_collection(fresh("nothing")), False, called="has_collection")
