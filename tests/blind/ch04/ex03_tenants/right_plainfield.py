# expect: passed
# because: JSON text as key, tenant an ordinary field with "in", removal by a filter on both fields, notes written one by one
import json

from pymilvus import DataType


def create(client, name):
    schema = client.create_schema()
    schema.add_field("key", DataType.VARCHAR, max_length=100, is_primary=True)
    schema.add_field("tenant", DataType.VARCHAR, max_length=40)
    schema.add_field("number", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def _mine(tenant):
    return f"tenant in {json.dumps([tenant])}"


def add(client, name, tenant, notes):
    for note in notes:
        row = dict(note, key=json.dumps([note["number"], tenant]), tenant=tenant)
        client.upsert(name, [row])


def remove(client, name, tenant, number):
    client.delete(name, filter=f"{_mine(tenant)} and number == {number}")


def find(client, name, tenant, vector, k):
    found = client.search(
        name,
        data=[list(vector)],
        filter=_mine(tenant),
        limit=k,
        output_fields=["number", "text"],
        consistency_level="Strong",
    )
    pairs = []
    for hit in found[0]:
        pairs.append((hit["entity"]["number"], hit["entity"]["text"]))
    return pairs
