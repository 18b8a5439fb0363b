# expect: passed
# because: "a document of their own firm that shares at least one group": a chain of array_contains in brackets, quotes and backslashes escaped by hand, ids collected before they are deleted
from pymilvus import DataType


def literal(text):
    for bad, good in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(bad, good)
    return '"' + text + '"'


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(field_name="id", datatype=DataType.INT64, is_primary=True)
    schema.add_field(field_name="firm", datatype=DataType.VARCHAR, max_length=200, is_partition_key=True)
    schema.add_field(field_name="groups", datatype=DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=16, max_length=200)
    schema.add_field(field_name="vector", datatype=DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params()
    index.add_index(field_name="vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, consistency_level="Strong", num_partitions=32)
    client.create_index(name, index)
    client.load_collection(name)


def put(client, name, rows):
    client.upsert(name, list(rows))


def search(client, name, person, vector, k):
    chain = [f"array_contains(groups, {literal(group)})" for group in dict.fromkeys(person["groups"])]
    if not chain:
        return []
    found = client.search(name, data=[list(vector)], anns_field="vector", limit=k, filter=f"({' or '.join(chain)}) and firm == {literal(person['firm'])}", consistency_level="Strong", output_fields=["firm"])
    assert all(hit["entity"]["firm"] == person["firm"] for hit in found[0])
    return [int(hit["id"]) for hit in found[0]]


def leave(client, name, firm):
    pages, ids = client.query_iterator(name, batch_size=1000, filter=f"firm == {literal(firm)}", output_fields=["id"]), []
    while page := pages.next():
        ids += [row["id"] for row in page]
    pages.close()
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
