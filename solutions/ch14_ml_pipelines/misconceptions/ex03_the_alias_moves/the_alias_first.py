# id: the-alias-first
# check: test_readers_notice_nothing, test_a_run_that_ends_early
# why: Make the collection, point to it, fill it: the order in which one thinks of the steps. Readers follow the pointer at once.
# source: docs v3.0.x, Manage Aliases (the example moves an alias between two collections that are filled)
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
    client.alter_alias(collection_name=new, alias=alias)
    pages = client.query_iterator(old, batch_size=64, output_fields=["id", "text"])
    while page := pages.next():
        vectors = embed(model, [row["text"] for row in page])
        client.insert(new, [{"id": row["id"], "text": row["text"], "vector": list(v)} for row, v in zip(page, vectors, strict=True)])
    pages.close()
    return old
# END SOLUTION
