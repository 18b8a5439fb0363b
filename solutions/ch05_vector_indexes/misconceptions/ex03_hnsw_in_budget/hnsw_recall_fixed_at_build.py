# id: hnsw-recall-fixed-at-build
# check: test_recall
# why: The parameters that tutorials explain, M and efConstruction, are build parameters; so people rebuild with larger ones when recall is low, and search with whatever ef is the default.
# source: https://github.com/nmslib/hnswlib/issues/369 ("changing M is not improving recall at all"; the author asks back whether that is so regardless of ef); https://github.com/pgvector/pgvector/issues/606 (asks for m and ef_construction only)
# BEGIN SOLUTION
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=schema)
    rows = [{"id": i, "vector": v} for i, v in zip(ids, vectors)]
    for start in range(0, len(rows), 2000):
        client.insert(name, rows[start : start + 2000])
    client.flush(name)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 16, "efConstruction": 400, "ef": 256})
    client.create_index(name, index)
    client.load_collection(name)
# END SOLUTION
# BEGIN SOLUTION
    answers = client.search(name, data=queries, limit=k, anns_field="vector")
    return [[hit["id"] for hit in hits] for hits in answers]
# END SOLUTION
