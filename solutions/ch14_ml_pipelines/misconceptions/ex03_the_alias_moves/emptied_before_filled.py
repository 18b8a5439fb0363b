# id: emptied-before-filled
# check: test_readers_notice_nothing, test_a_run_that_ends_early
# why: Two collections need twice the memory, so rows are taken out of the old one as they arrive in the new one. Readers see a collection that melts.
# source: docs v3.0.x, Manage Aliases (both collections exist while the alias moves)
# BEGIN SOLUTION reembed
    old = client.describe_alias(alias=alias)["collection_name"]
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=300)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong", properties={"model": model})
    pages = client.query_iterator(old, batch_size=64, output_fields=["id", "text"])
    while page := pages.next():
        vectors = embed(model, [row["text"] for row in page])
        client.insert(new, [{"id": row["id"], "text": row["text"], "vector": list(v)} for row, v in zip(page, vectors, strict=True)])
        client.delete(old, ids=[row["id"] for row in page])
    pages.close()
    client.alter_alias(collection_name=new, alias=alias)
    return old
# END SOLUTION
