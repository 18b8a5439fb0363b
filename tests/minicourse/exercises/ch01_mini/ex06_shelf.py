"""A shelf that holds: build an index that Milvus survives."""


def build(client, name, rows, m):
    """A collection with an HNSW index of at least 2 links a node, whatever m was asked for."""
    client.create_collection(name, dimension=len(rows[0]), metric_type="L2")
