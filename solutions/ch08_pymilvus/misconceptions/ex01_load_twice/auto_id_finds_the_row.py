# id: auto-id-finds-the-row
# check: test_the_same_again
# why: auto_id=True is in every quick start, and one expects Milvus to recognize a row that it has. It gives every row a new key, so nothing is ever replaced.
# source: https://github.com/milvus-io/milvus/issues/40816 (with autoID each upsert makes a row with a new id); https://github.com/milvus-io/milvus/issues/29258; docs v3.0.x upsert-entities.md
# BEGIN SOLUTION
    if not client.has_collection(name):
        schema = client.create_schema(auto_id=True)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("url", DataType.VARCHAR, max_length=500)
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
