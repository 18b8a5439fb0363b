# expect: failed|partial
# because: the sum of the letters times 1,000 plus the number as key: "ab" and "ba" share it; breaks "Nobody may ever see, replace or remove a note of somebody else"
import zlib
from pymilvus import DataType
def create(client, name):
    s = client.create_schema(auto_id=False, enable_dynamic_field=False)
    s.add_field("key", DataType.INT64, is_primary=True)
    s.add_field("tenant", DataType.VARCHAR, max_length=40, is_partition_key=True)
    s.add_field("number", DataType.INT64)
    s.add_field("text", DataType.VARCHAR, max_length=200)
    s.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    i = client.prepare_index_params(); i.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=s, index_params=i, consistency_level="Strong")
def _key(tenant, number): return sum(tenant.encode()) * 1000 + number
def add(client, name, tenant, notes):
    client.upsert(name, list({n["number"]: {"key": _key(tenant, n["number"]), "tenant": tenant, **n} for n in notes}.values()))
def remove(client, name, tenant, number):
    client.delete(name, ids=[_key(tenant, number)])
def find(client, name, tenant, vector, k):
    hits = client.search(name, data=[vector], limit=k, filter=f'tenant == "{tenant}"', output_fields=["number", "text"], consistency_level="Strong")[0]
    return [(h["entity"]["number"], h["entity"]["text"]) for h in hits]
