# expect: passed
# because: "Names of firms and groups are any texts": names are stored as hexadecimal digits, which need no quoting
from pymilvus import DataType


def code(text):
    """A name as letters and digits only; two different names never have the same."""
    return text.encode("utf-8").hex()


def create(client, name):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("tenant", DataType.VARCHAR, max_length=120, is_partition_key=True)
    schema.add_field("circles", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=10, max_length=120)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def put(client, name, rows):
    stored = [{"id": row["id"], "tenant": code(row["firm"]), "circles": [code(group) for group in row["groups"]], "vector": row["vector"]} for row in rows]
    while stored:
        client.upsert(name, stored[:1000])
        stored = stored[1000:]


def search(client, name, person, vector, k):
    one_of = " or ".join(f'array_contains(circles, "{code(group)}")' for group in person["groups"])
    if not one_of:
        return []
    (hits,) = client.search(name, data=[vector], filter=f'tenant == "{code(person["firm"])}" and ({one_of})', limit=k)
    return [hit["id"] for hit in hits]


def leave(client, name, firm):
    client.delete(name, filter=f'tenant == "{code(firm)}"')
