"""The names carry the time; which edition is in use is asked of the alias, and what may go follows from that."""

import time

from pymilvus import CollectionSchema, DataType, FieldSchema, MilvusException


def published(client, alias):
    try:
        return client.describe_alias(alias)["collection_name"]
    except MilvusException:
        return None


def mine(client, alias):
    made = [n for n in client.list_collections() if n.startswith(alias + "_at_")]
    return sorted(made, key=lambda n: int(n[len(alias) + 4 :]))


def publish(client, alias, rows):
    current, name = published(client, alias), f"{alias}_at_{time.time_ns()}"
    fields = [FieldSchema("id", DataType.INT64, is_primary=True), FieldSchema("edition", DataType.INT64), FieldSchema("vector", DataType.FLOAT_VECTOR, dim=32)]
    try:
        index = client.prepare_index_params()
        index.add_index(field_name="vector", index_type="AUTOINDEX", metric_type="COSINE")
        client.create_collection(name, schema=CollectionSchema(fields), index_params=index, consistency_level="Strong")
        for row in range(0, len(rows), 1000):
            client.upsert(name, rows[row : row + 1000])
        if client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"] != len(rows):
            raise RuntimeError("not every row arrived")
        (client.create_alias if current is None else client.alter_alias)(name, alias)
    except BaseException:
        client.drop_collection(name)
        raise
    for old in mine(client, alias):
        if old not in (name, current):
            client.drop_collection(old)
    return name


def rollback(client, alias):
    current = published(client, alias)
    before = [n for n in mine(client, alias) if n != current]
    if not before:
        raise LookupError(alias)
    client.alter_alias(before[-1], alias)
    client.drop_collection(current)
