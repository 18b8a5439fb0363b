"""A shelf that holds: build an index that Milvus survives."""


def build(client, name, rows, m):
    """A collection with an HNSW index of at least 2 links a node, whatever m was asked for."""
    client.create_collection(name, dimension=len(rows[0]), metric_type="L2")
    client.insert(name, [{"id": i, "vector": list(map(float, row))} for i, row in enumerate(rows)])
    client.flush(name)
    client.release_collection(name)
    client.drop_index(name, "vector")
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": max(2, m), "efConstruction": 40})
    client.create_index(name, index)
    client.load_collection(name)
