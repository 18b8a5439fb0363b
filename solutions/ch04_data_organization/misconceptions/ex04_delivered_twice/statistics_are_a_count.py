# id: statistics-are-a-count
# check: test_the_number_of_rows
# why: The key is called row_count, and after inserts alone it is right.
# source: github.com/milvus-io/milvus/issues/14435, github.com/milvus-io/milvus/issues/30663 (row_count is not the number of rows)
# BEGIN SOLUTION
    newest = {}
    for record in records:
        known = newest.get(record["id"])
        if known is None or record["version"] > known["version"]:
            newest[record["id"]] = record
    if newest:
        rows = client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")
        for row in rows:
            if newest[row["id"]]["version"] <= row["version"]:
                del newest[row["id"]]
    if newest:
        client.upsert(name, list(newest.values()))
    return client.get_collection_stats(name)["row_count"]
# END SOLUTION
