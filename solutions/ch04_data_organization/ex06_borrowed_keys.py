"""Bug hunt: the borrowed keys.

Three things were wrong: a float holds only 53 bits of a number, so long ids lost their last digits; the key did not say
which archive an id is from, and a number drops leading zeros; and get() leaves out what is not there, so its rows do not
line up with the ids asked for.
"""

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
    return f"{source}:{id}"


def store(client, name, source, pictures):
    """Insert pictures of one source."""
    rows = [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]} for p in pictures]
    client.upsert(name, rows)


def fetch(client, name, source, ids):
    """The titles of these ids, in this order; None where there is no such picture."""
    rows = client.get(name, ids=[key(source, id) for id in ids], output_fields=["title"], consistency_level="Strong")
    titles = {row["key"]: row["title"] for row in rows}
    return [titles.get(key(source, id)) for id in ids]
