# id: unknown-is-zero
# check: test_what_may_be_missing
# why: A default of 0 for what nobody knows is a habit from languages without NULL; every filter on the field then has to know about it.
# source: docs v3.0.x nullable-and-default.md (a None given to a field with a default is stored as the default)
# BEGIN SOLUTION
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("isbn", DataType.VARCHAR, max_length=13, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=80)
    schema.add_field("year", DataType.INT16, default_value=0)
    schema.add_field("copies", DataType.INT64, default_value=1)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
