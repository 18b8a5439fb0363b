# id: insert-replaces
# check: test_the_same_delivery_again
# why: In a relational database a second row with the same primary key is an error, and in Milvus Lite it replaces the first; so one expects either.
# source: https://github.com/milvus-io/milvus/issues/33353 (rows with one key, inserted twice); https://github.com/milvus-io/milvus/issues/6379 ("the later one would overwrite the former one")
# BEGIN SOLUTION
    newest = {}
    for record in records:
        known = newest.get(record["id"])
        if known is None or record["version"] > known["version"]:
            newest[record["id"]] = record
    stored = client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong") if newest else []
    for row in stored:
        if newest[row["id"]]["version"] < row["version"]:
            del newest[row["id"]]
    if newest:
        client.insert(name, list(newest.values()))
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
