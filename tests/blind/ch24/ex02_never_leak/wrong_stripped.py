# expect: partial|failed
# because: a space at the end of a name is lost
import json

from pymilvus import DataType


def create(client, name):
    """An empty collection."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("firm", DataType.VARCHAR, max_length=100, is_partition_key=True)
    schema.add_field(field_name="groups", datatype=DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=10, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def put(client, name, rows):
    """Store documents."""
    for start in range(0, len(rows), 500):
        client.upsert(name, rows[start : start + 500])


def search(client, name, person, vector, k):
    """What this person may see, nearest first."""
    if not person["groups"]:
        return []
    groups = ", ".join(literal(group) for group in person["groups"])
    allowed = f"firm == {literal(person['firm'])} and array_contains_any(groups, [{groups}])"
    hits = client.search(name, data=[vector], filter=allowed, limit=k)[0]
    return [hit["id"] for hit in hits]


def leave(client, name, firm):
    """All documents of a firm go."""
    client.delete(name, filter=f"firm == {literal(firm)}")


def literal(text):
    """A text in the filter language: nothing in it can end it."""
    return json.dumps(text.strip(), ensure_ascii=False)
