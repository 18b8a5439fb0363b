# id: numbers-as-text
# check: test_by_seconds
# why: Exports from spreadsheets and CSV files hold everything as text, and a VARCHAR takes everything; comparisons still work, letter by letter.
# source: docs v3.0.x basic-operators.md (a comparison of VARCHAR is one of strings)
# BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=30)
    schema.add_field("seconds", DataType.VARCHAR, max_length=20)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
# BEGIN SOLUTION store
    client.insert(name, [{**recording, "seconds": str(recording["seconds"])} for recording in recordings])
# END SOLUTION
# BEGIN SOLUTION seconds
    rows = client.query(name, filter=f'seconds < "{seconds}"', output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
# END SOLUTION
