# id: start-over
# check: test_another_night
# why: Drop, create, insert gives the same state each time, whatever was there before. Until it has ended, and forever if it is killed, readers find half of the pages or none.
# source: docs v3.0.x quickstart.md ("if client.has_collection(…): client.drop_collection(…)", before create_collection)
# BEGIN SOLUTION
    if client.has_collection(name):
        client.drop_collection(name)
    schema = client.create_schema(auto_id=False)
    schema.add_field("url", DataType.VARCHAR, max_length=500, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
    for start in range(0, len(pages), BATCH):
        client.insert(name, pages[start : start + BATCH])
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
