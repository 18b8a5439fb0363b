# expect: failed|partial
# because: an ef far over the budget, in a hybrid search
from pymilvus import DataType, AnnSearchRequest, RRFRanker
def build(client, name, ids, vectors):
    s = client.create_schema(auto_id=False); s.add_field("id", DataType.INT64, is_primary=True); s.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=s); client.insert(name, [{"id": i, "vector": v} for i, v in zip(ids, vectors)]); client.flush(name)
    p = client.prepare_index_params(); p.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 8, "efConstruction": 16}); client.create_index(name, p); client.load_collection(name)
def search(client, name, queries, k):
    client.search(name, queries[:1], limit=1, search_params={"params": {"ef": 32}})
    return [[h["id"] for h in hits] for hits in client.hybrid_search(name, [AnnSearchRequest(queries, "vector", {"metric_type": "L2", "params": {"ef": 4000}}, limit=k)], RRFRanker(), limit=k)]
