# id: index-before-flush
# check: test_the_graph_is_in_use
# why: create_index returns without an error, describe_index names the index, and searches answer with recall 1. But rows that were not flushed do not have that index: Lite compares them one by one, a server uses a small index of its own choice, and the recall says nothing about yours.
# source: https://github.com/milvus-io/milvus/issues/35840 (flush and load after create_index, or not, give different results); run here on Lite 3.2.2 and server 2.3.5
# BEGIN SOLUTION
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=schema)
    rows = [{"id": i, "vector": v} for i, v in zip(ids, vectors)]
    for start in range(0, len(rows), 2000):
        client.insert(name, rows[start : start + 2000])
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 16, "efConstruction": 200})
    client.create_index(name, index)
    client.load_collection(name)
# END SOLUTION
