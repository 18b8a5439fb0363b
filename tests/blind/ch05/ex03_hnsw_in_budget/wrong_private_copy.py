# expect: failed|partial
# because: searches a private copy below FLAT
from pymilvus import DataType
def make(client, name, ids, vectors, kind, params):
    s = client.create_schema(auto_id=False); s.add_field("id", DataType.INT64, is_primary=True); s.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=s); client.insert(name, [{"id": i, "vector": v} for i, v in zip(ids, vectors)]); client.flush(name)
    p = client.prepare_index_params(); p.add_index("vector", index_type=kind, metric_type="L2", params=params); client.create_index(name, p); client.load_collection(name)
def build(client, name, ids, vectors):
    make(client, name, ids, vectors, "HNSW", {"M": 4, "efConstruction": 8}); make(client, name + "_copy", ids, vectors, "FLAT", {})
def search(client, name, queries, k):
    return [[h["id"] for h in hits] for hits in client.search(name + "_copy", queries, limit=k)]
