# id: get-keeps-order
# check: test_in_another_order
# why: What is missing is sorted out, and the rest is taken as it comes: Milvus Lite answers in the order asked, so it works there.
# source: docs v3.0.x get-and-scalar-query.md (get returns the entities that were found)
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
    there = {row["key"] for row in rows}
    keys = [k for k in dict.fromkeys(key(source, id) for id in ids) if k in there]
    titles = dict(zip(keys, [row["title"] for row in rows]))
    return [titles.get(key(source, id)) for id in ids]
