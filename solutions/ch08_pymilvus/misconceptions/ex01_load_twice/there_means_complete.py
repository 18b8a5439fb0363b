# id: there-means-complete
# check: test_killed_while_making_it
# why: has_collection() answers whether there is one, and one takes it for "made, indexed and loaded". A process that was killed between the steps leaves one that is none of it.
# source: https://github.com/milvus-io/milvus/issues/30403 (there is a collection, and "collection not loaded"); https://github.com/milvus-io/pymilvus/issues/612 (when is load_collection to be called)
# BEGIN SOLUTION
    if not client.has_collection(name):
        schema = client.create_schema(auto_id=False)
        schema.add_field("url", DataType.VARCHAR, max_length=500, is_primary=True)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection(name, schema=schema, index_params=index)
    for start in range(0, len(pages), BATCH):
        client.upsert(name, pages[start : start + BATCH])
    stored = client.query(name, filter='url != ""', output_fields=["url"], limit=16_000, consistency_level="Strong")
    gone = {row["url"] for row in stored} - {page["url"] for page in pages}
    if gone:
        client.delete(name, filter=f"url in {sorted(gone)}")
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
