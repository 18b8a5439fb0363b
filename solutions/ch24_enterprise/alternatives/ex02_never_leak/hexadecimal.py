"""Names as hexadecimal digits: nothing in them is special to a filter."""

from pymilvus import DataType


def code(text):
    return "x" + text.encode().hex()


def create(client, name):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("tenant", DataType.VARCHAR, max_length=200, is_partition_key=True)
    schema.add_field(field_name="readers", datatype=DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=16, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, consistency_level="Strong")
    client.create_index(name, index)
    client.load_collection(name)


def put(client, name, rows):
    made = [{"id": r["id"], "tenant": code(r["firm"]), "readers": [code(g) for g in r["groups"]], "vector": r["vector"]} for r in rows]
    for start in range(0, len(made), 1000):
        client.upsert(name, made[start : start + 1000])


def search(client, name, person, vector, k):
    wanted = [f"array_contains(readers, '{code(g)}')" for g in sorted(set(person["groups"]))]
    if not wanted:
        return []
    found = client.search(name, data=[vector], filter=f"tenant == '{code(person['firm'])}' and ({' or '.join(wanted)})", limit=k)
    return [hit["id"] for hit in found[0]]


def leave(client, name, firm):
    client.delete(name, filter=f"tenant == '{code(firm)}'")
