# id: number-is-the-key
# check: test_same_numbers
# why: Each tenant's numbers are unique to the tenant, and a partition key looks as if it made a table for each; the key is the collection's.
# source: docs v3.0.x primary-field.md; https://github.com/milvus-io/milvus/issues/33353 (nothing checks a key that two rows share)
# BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("tenant", DataType.VARCHAR, max_length=40, is_partition_key=True)
    schema.add_field("text", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
# BEGIN SOLUTION add
    client.upsert(name, [{"tenant": tenant, **note} for note in {n["number"]: n for n in notes}.values()])
# END SOLUTION
# BEGIN SOLUTION remove
    client.delete(name, filter=f'number == {number} and tenant == "{tenant}"')
# END SOLUTION
