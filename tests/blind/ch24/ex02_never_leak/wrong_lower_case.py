# expect: failed|partial
# because: "`"North"` and `"north"` are two": firms are stored and compared in lower case
import json

from pymilvus import DataType


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("firm", DataType.VARCHAR, max_length=60, is_partition_key=True)
    schema.add_field("groups", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=10, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def put(client, name, rows):
    for start in range(0, len(rows), 500):
        client.upsert(name, [{**row, "firm": row["firm"].lower()} for row in rows[start : start + 500]])


def search(client, name, person, vector, k):
    if not person["groups"]:
        return []
    groups = ", ".join(quoted(group) for group in person["groups"])
    where = f"firm == {quoted(person['firm'].lower())} and array_contains_any(groups, [{groups}])"
    hits = client.search(name, data=[vector], filter=where, limit=k)[0]
    return [hit["id"] for hit in hits]


def leave(client, name, firm):
    client.delete(name, filter=f"firm == {quoted(firm.lower())}")
