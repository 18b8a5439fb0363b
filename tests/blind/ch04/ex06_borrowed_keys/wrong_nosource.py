# expect: failed|partial
# because: (extra) the id alone as text, in the belief that long and short ids never meet; breaks "Two pictures have different keys"
from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=100, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def key(source, id):
    return id


def store(client, name, source, pictures):
    rows = [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]} for p in pictures]
    client.upsert(name, rows)


def fetch(client, name, source, ids):
    keys = [key(source, id) for id in ids]
    rows = client.get(name, ids=keys, output_fields=["title"])
    titles = {row["key"]: row["title"] for row in rows}
    return [titles.get(k) for k in keys]
