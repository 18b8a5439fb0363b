# id: float-holds-any-number
# check: test_long_ids
# why: Numbers from JSON, spreadsheets and pandas arrive as floats, and small ones survive that; beyond 2**53 neighbors become one.
# source: https://github.com/milvus-io/milvus/issues/32553; RFC 8259, section 6 (numbers beyond 2**53 are not interoperable)
from pymilvus import DataType


def create(client, name):
    """Make the collection."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=60, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def key(source, id):
    """The primary key of a picture."""
    return f"{source}:{float(id):.0f}" if source == "maps" else f"{source}:{id}"


def store(client, name, source, pictures):
    """Insert pictures of one source."""
    rows = [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]} for p in pictures]
    client.upsert(name, rows)


def fetch(client, name, source, ids):
    """The titles of these ids, in this order; None where there is no such picture."""
    rows = client.get(name, ids=[key(source, id) for id in ids], output_fields=["title"])
    titles = {row["key"]: row["title"] for row in rows}
    return [titles.get(key(source, id)) for id in ids]
