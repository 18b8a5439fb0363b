# id: dynamic-catches-all
# check: test_refuses_what_is_wrong
# why: A dynamic field looks like insurance: whatever comes later fits. It also takes every misspelled field name without a word.
# source: docs v3.0.x enable-dynamic-field.md; the quick create of MilvusClient turns it on by itself
# BEGIN SOLUTION
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("isbn", DataType.VARCHAR, max_length=13, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=80)
    schema.add_field("year", DataType.INT16, nullable=True)
    schema.add_field("copies", DataType.INT64, default_value=1)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
