"""The index is asked for when the collection is made; after the flush it is waited for, and the collection loaded anew."""

import time

from pymilvus import DataType, MilvusClient


def build(client, name, ids, vectors):
    """Fewer edges than allowed, and a more careful builder."""
    schema = MilvusClient.create_schema()
    schema.add_field(field_name="id", datatype=DataType.INT64, is_primary=True)
    schema.add_field(field_name="vector", datatype=DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    index = MilvusClient.prepare_index_params()
    index.add_index(
        field_name="vector", index_name="by_meaning", index_type="HNSW", metric_type="L2", params={"M": 14, "efConstruction": 300}
    )
    client.create_collection(collection_name=name, schema=schema, index_params=index)
    batch = []
    for row_id, vector in zip(ids, vectors):
        batch.append({"id": row_id, "vector": vector})
        if len(batch) == 1500:
            client.insert(collection_name=name, data=batch)
            batch = []
    if batch:
        client.insert(collection_name=name, data=batch)
    client.flush(name)
    while client.describe_index(name, "by_meaning").get("pending_index_rows"):  # nobody waited for this index yet
        time.sleep(0.1)
    client.release_collection(name)
    client.load_collection(name)


def search(client, name, queries, k):
    """Half of the queries at a time."""
    found = []
    for start in range(0, len(queries), 50):
        some = queries[start : start + 50]
        for hits in client.search(name, some, limit=k, search_params={"metric_type": "L2", "params": {"ef": 250}}):
            found.append([int(hit["id"]) for hit in hits])
    return found
