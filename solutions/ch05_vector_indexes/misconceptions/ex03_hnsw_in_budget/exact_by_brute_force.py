# id: exact-by-brute-force
# check: test_every_row_below_an_hnsw_index
# why: At a few thousand rows FLAT is exact and quick, so it looks like the better answer; its cost grows with every row, on every query.
# source: docs v3.0.x flat.md: FLAT compares each query with every vector and suits small data sets
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
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_index(name, index)
    client.load_collection(name)
# END SOLUTION
