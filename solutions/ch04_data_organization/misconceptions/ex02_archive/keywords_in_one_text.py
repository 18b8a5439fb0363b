# id: keywords-in-one-text
# check: test_by_keyword
# why: A list joined by commas fits into a VARCHAR, and LIKE with two percent signs finds what was joined; it also finds it inside longer words.
# source: docs v3.0.x basic-operators.md (LIKE "%word%" matches anywhere in the text) and array_data_type.md (ARRAY_CONTAINS matches an element)
# BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.VARCHAR, max_length=300)
    schema.add_field("seconds", DataType.INT64)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
# BEGIN SOLUTION store
    client.insert(name, [{**recording, "keywords": ",".join(recording["keywords"])} for recording in recordings])
# END SOLUTION
# BEGIN SOLUTION keyword
    rows = client.query(name, filter=f'keywords like "%{keyword}%"', output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
# END SOLUTION
# BEGIN SOLUTION nearest
    found = client.search(name, data=[vector], filter=f'keywords like "%{keyword}%"', limit=k, output_fields=["number"])
    return [hit["number"] for hit in found[0]]
# END SOLUTION
