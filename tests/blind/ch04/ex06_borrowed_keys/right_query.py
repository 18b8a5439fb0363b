# expect: passed
# because: VARCHAR key with the source behind, fetch() by query with "key in [...]" at Strong instead of get()
import json

from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=200, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def key(source, id):
    return id + "@" + source


def store(client, name, source, pictures):
    for p in pictures:
        client.upsert(name, [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]}])


def fetch(client, name, source, ids):
    if not ids:
        return []
    wanted = [key(source, id) for id in ids]
    rows = client.query(name, filter=f"key in {json.dumps(wanted)}", output_fields=["key", "title"], consistency_level="Strong")
    out = [None] * len(ids)
    for place, one in enumerate(wanted):
        for row in rows:
            if row["key"] == one:
                out[place] = row["title"]
    return out
