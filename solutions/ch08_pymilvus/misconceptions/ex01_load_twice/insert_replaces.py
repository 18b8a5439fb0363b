# id: insert-replaces
# check: test_the_same_again
# why: In a relational database a second row with the same primary key is an error, and in Milvus Lite it replaces the first; so one expects either.
# source: https://github.com/milvus-io/milvus/issues/33353 (rows with one key, inserted twice); docs v3.0.x, insert-update-delete.md ("Duplicate handling")
# BEGIN SOLUTION
    if not client.has_collection(name):
        schema = client.create_schema(auto_id=False)
        schema.add_field("url", DataType.VARCHAR, max_length=500, is_primary=True)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        client.create_collection(name, schema=schema)
    if not client.list_indexes(name):
        client.create_index(name, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(name)
    for start in range(0, len(pages), BATCH):
        client.insert(name, pages[start : start + BATCH])
    stored = client.query(name, filter='url != ""', output_fields=["url"], limit=16_000, consistency_level="Strong")
    gone = {row["url"] for row in stored} - {page["url"] for page in pages}
    if gone:
        client.delete(name, filter=f"url in {sorted(gone)}")
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
