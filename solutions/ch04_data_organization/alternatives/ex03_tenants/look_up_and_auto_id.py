"""Keys given by Milvus; a note is found by tenant and number, and replaced by deleting it first."""

from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("owner", DataType.VARCHAR, max_length=64, is_partition_key=True)
    schema.add_field("number", DataType.INT32)
    schema.add_field("note", DataType.JSON)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, num_partitions=32)


def add(client, name, tenant, notes):
    numbers = [n["number"] for n in notes]
    client.delete(name, filter=f"owner == '{tenant}' and number in {numbers}")
    for n in {n["number"]: n for n in notes}.values():
        client.insert(name, {"owner": tenant, "number": n["number"], "note": {"text": n["text"]}, "vector": n["vector"]})


def remove(client, name, tenant, number):
    client.delete(name, filter=f"owner == '{tenant}' and number == {number}")


def find(client, name, tenant, vector, k):
    hits = client.search(name, data=[vector], filter=f"owner == '{tenant}'", limit=k, output_fields=["number", "note"])
    return [[hit["number"], hit["note"]["text"]] for hit in hits[0]]
