# expect: failed|partial
# because: 'If there is none before, it raises `LookupError`': it returns without a word
import time

from pymilvus import DataType


def numbers(client, alias):
    start = alias + "_"
    tails = [name[len(start):] for name in client.list_collections() if name.startswith(start)]
    return sorted(int(tail) for tail in tails if tail.isdecimal())


def leads_to(client, alias):
    try:
        return client.describe_alias(alias=alias)["collection_name"]
    except Exception:
        return ""


def build(client, name, rows):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("edition", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start:start + 500])


def publish(client, alias, rows):
    there = numbers(client, alias)
    present = leads_to(client, alias)
    number = max([time.time_ns() // 1000, *(n + 1 for n in there)])
    name = f"{alias}_{number}"
    moved = False
    try:
        build(client, name, rows)
        if present:
            client.alter_alias(collection_name=name, alias=alias)
        else:
            client.create_alias(collection_name=name, alias=alias)
        moved = True
    finally:
        if not moved and client.has_collection(name):
            client.drop_collection(name)
    for n in there:
        if f"{alias}_{n}" != present:
            client.drop_collection(f"{alias}_{n}")
    return name


def rollback(client, alias):
    present = leads_to(client, alias)
    older = [n for n in numbers(client, alias) if present and n < int(present.rsplit("_", 1)[1])]
    if not older:
        return None
    client.alter_alias(collection_name=f"{alias}_{older.pop()}", alias=alias)
    client.drop_collection(present)
