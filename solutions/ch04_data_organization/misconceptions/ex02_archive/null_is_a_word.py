# id: null-is-a-word
# check: test_nobody_speaks
# why: A word such as "None" or "unknown" for what is missing reads well in a table, until a person of that name comes along.
# source: https://www.wired.com/2015/11/null/ (what people called Null meet); docs v3.0.x nullable-and-default.md
# BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=30)
    schema.add_field("seconds", DataType.INT64)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
# BEGIN SOLUTION store
    client.insert(name, [{**recording, "speaker": str(recording["speaker"])} for recording in recordings])
# END SOLUTION
# BEGIN SOLUTION speaker
    rows = client.query(name, filter='speaker == "None"', output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
# END SOLUTION
