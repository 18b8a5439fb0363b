# id: nullable-to-be-safe
# check: test_refuses_what_is_wrong
# why: Making every field nullable makes every insert succeed, and that feels robust. What is missing is then found by whoever reads it.
# source: docs v3.0.x nullable-and-default.md; https://github.com/milvus-io/milvus/issues/31728 (a field that is not nullable and has no default reports an error)
# BEGIN SOLUTION
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("isbn", DataType.VARCHAR, max_length=13, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=80, nullable=True)
    schema.add_field("year", DataType.INT16, nullable=True)
    schema.add_field("copies", DataType.INT64, default_value=1)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
