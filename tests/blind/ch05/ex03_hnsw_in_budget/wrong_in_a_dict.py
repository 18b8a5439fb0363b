# expect: failed|partial
# because: compares every row in memory and asks Milvus once, for show
import numpy as np
KEPT = {}
from pymilvus import DataType
def build(client, name, ids, vectors):
    s = client.create_schema(auto_id=False); s.add_field("id", DataType.INT64, is_primary=True); s.add_field("vector", DataType.FLOAT_VECTOR, dim=len(vectors[0]))
    client.create_collection(name, schema=s)
    client.insert(name, [{"id": i, "vector": v} for i, v in zip(ids, vectors)]); client.flush(name)
    p = client.prepare_index_params(); p.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 4, "efConstruction": 8})
    client.create_index(name, p); client.load_collection(name); KEPT[name] = (ids, np.array(vectors))
def search(client, name, queries, k):
    client.search(name, queries[:1], limit=1, search_params={"params": {"ef": 1}})
    ids, v = KEPT[name]
    return [[ids[i] for i in np.argsort(((v - q) ** 2).sum(axis=1))[:k]] for q in np.array(queries)]
