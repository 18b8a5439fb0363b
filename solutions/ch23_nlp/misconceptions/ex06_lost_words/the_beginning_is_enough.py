# id: the-beginning-is-enough
# check: test_whole_notes
# why: The first lines say what a note is about, and shorter texts are cheaper. What was cut is not found.
# source: docs v3.0.x full-text-search.md (max_length of the text field, and texts cut to fit)
# BEGIN SOLUTION store
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=8000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": note["id"], "text": plain(note["text"])[:500]} for note in notes]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])
# END SOLUTION
