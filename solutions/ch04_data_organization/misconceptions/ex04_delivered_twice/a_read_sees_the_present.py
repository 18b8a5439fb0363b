# id: a-read-sees-the-present
# check: test_an_old_delivery_comes_late
# why: In most databases a read sees what was committed before it. In Milvus it sees what has been consumed from the log, unless it asks to wait.
# source: docs v3.0.x consistency_level.md (Bounded, the default, may miss what was written last); github.com/milvus-io/milvus/issues/50194
# BEGIN SOLUTION
    newest = {}
    for record in records:
        known = newest.get(record["id"])
        if known is None or record["version"] > known["version"]:
            newest[record["id"]] = record
    if newest:
        rows = client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"])
        for row in rows:
            if newest[row["id"]]["version"] <= row["version"]:
                del newest[row["id"]]
    if newest:
        client.upsert(name, list(newest.values()))
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
