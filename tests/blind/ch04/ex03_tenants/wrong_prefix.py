# expect: failed|partial
# because: tenant found by key like "tenant/%", so "a" sees the notes of "a/b" (and _ is a wildcard); breaks "Nobody may ever see ... a note of somebody else"
from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=80, is_primary=True)
    schema.add_field("number", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def _key(tenant, number):
    return f"{tenant}/{number}"


def add(client, name, tenant, notes):
    rows = {n["number"]: {"key": _key(tenant, n["number"]), **n} for n in notes}
    if rows:
        client.upsert(name, list(rows.values()))


def remove(client, name, tenant, number):
    client.delete(name, ids=[_key(tenant, number)])


def find(client, name, tenant, vector, k):
    hits = client.search(
        name,
        data=[vector],
        limit=k,
        filter=f'key like "{tenant}/%"',
        output_fields=["number", "text"],
        consistency_level="Strong",
    )[0]
    return [(hit["entity"]["number"], hit["entity"]["text"]) for hit in hits]
