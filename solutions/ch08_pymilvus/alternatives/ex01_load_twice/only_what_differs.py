"""Reads what is there, and writes only what differs; the key is a number made from the address."""

import hashlib
import math

from pymilvus import DataType


def key_of(url):
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big", signed=True)


def ready(client, name):
    """Each step by itself, and each only where it is missing."""
    if name not in client.list_collections():
        schema = client.create_schema()
        schema.add_field("key", DataType.INT64, is_primary=True, auto_id=False)
        schema.add_field("url", DataType.VARCHAR, max_length=500)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        client.create_collection(name, schema=schema)
    if "vector" not in [client.describe_index(name, i)["field_name"] for i in client.list_indexes(name)]:
        params = client.prepare_index_params()
        params.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
        client.create_index(name, params)
    client.load_collection(name)


def load(client, name, pages):
    ready(client, name)
    fields = ["key", "url", "title", "vector"]
    stored = {row["key"]: row for row in client.query(name, filter="key < 0 or key >= 0", output_fields=fields, limit=16_000, consistency_level="Strong")}
    wanted = {key_of(page["url"]): page for page in pages}

    def differs(key):
        old, new = stored.get(key), wanted[key]
        return old is None or old["title"] != new["title"] or math.dist(old["vector"], new["vector"]) > 1e-6

    todo = [{"key": key, **wanted[key]} for key in wanted if differs(key)]
    while todo:
        client.upsert(name, todo[:400])
        todo = todo[400:]
    gone = [key for key in stored if key not in wanted]
    if gone:
        client.delete(name, filter=f"key in {gone}")
    return len(wanted)
