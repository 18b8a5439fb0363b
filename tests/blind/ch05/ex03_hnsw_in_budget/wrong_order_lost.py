# expect: failed|partial
# because: the ids go through a set, and nearest first is lost
from pymilvus import DataType


def build(client, name, ids, vectors):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=schema)
    for start in range(0, len(ids), 1000):
        piece = slice(start, start + 1000)
        client.insert(name, [{"id": i, "vector": v} for i, v in zip(ids[piece], vectors[piece])])
    client.flush(name)
    wanted = client.prepare_index_params()
    wanted.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 16, "efConstruction": 300})
    client.create_index(name, wanted)
    client.load_collection(name)


def search(client, name, queries, k):
    params = {"metric_type": "L2", "params": {"ef": 256}}

    results = client.search(name, data=queries, limit=k, search_params=params)
    return [list({hit["id"] for hit in hits}) for hits in results]
