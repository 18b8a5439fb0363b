# expect: failed|partial
# because: a CRC-32 as key: many ids of 18 digits share one; breaks "Two pictures have different keys"
from pymilvus import DataType


def create(client, name):
    """Make the collection."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def key(source, id):
    """The primary key of a picture."""
    import zlib
    return zlib.crc32(f"{source}/{id}".encode())


def store(client, name, source, pictures):
    """Upsert pictures of one source."""
    rows = [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]} for p in pictures]
    client.upsert(name, rows)


def fetch(client, name, source, ids):
    """The titles of these ids, in this order; None where there is no such picture."""
    rows = client.get(name, ids=[key(source, id) for id in ids], output_fields=["title"], consistency_level="Strong")
    by_key = dict((row["key"], row["title"]) for row in rows)
    return [by_key.get(key(source, i), None) for i in ids]
