# expect: passed
# because: "letter by letter": the partition key is a SHA-256 of the firm, groups are digests too; nothing of a name stands in a filter
import hashlib

from pymilvus import DataType


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def create(client, name):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("owner", DataType.VARCHAR, max_length=64, is_partition_key=True)
    schema.add_field("firm", DataType.VARCHAR, max_length=60)
    schema.add_field("marks", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=10, max_length=64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def put(client, name, rows):
    for start in range(0, len(rows), 800):
        client.upsert(name, [{"id": r["id"], "owner": digest(r["firm"]), "firm": r["firm"], "marks": [digest(g) for g in r["groups"]], "vector": r["vector"]} for r in rows[start : start + 800]])


def search(client, name, person, vector, k):
    marks = [digest(group) for group in person["groups"]]
    if not marks:
        return []
    where = f'owner == "{digest(person["firm"])}" and array_contains_any(marks, {marks})'.replace("'", '"')
    return [hit["id"] for hit in client.search(name, data=[vector], filter=where, limit=k)[0]]


def leave(client, name, firm):
    client.delete(name, filter=f'owner == "{digest(firm)}"')
