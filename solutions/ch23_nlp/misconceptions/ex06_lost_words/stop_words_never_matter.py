# id: stop-words-never-matter
# check: test_short_words
# why: Stop words are in every list of good advice: they are frequent and mean nothing. In capitals some of them are names.
# source: docs v3.0.x stop-filter.md (the list _english_)
# BEGIN SOLUTION store
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=8000, enable_analyzer=True, analyzer_params={"tokenizer": "standard", "filter": ["lowercase", {"type": "stop", "stop_words": "a an and as at be but by for if in into is it no not of on or such that the their then there these they this to us was will with".split()}]})
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": note["id"], "text": plain(note["text"])} for note in notes]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])
# END SOLUTION
