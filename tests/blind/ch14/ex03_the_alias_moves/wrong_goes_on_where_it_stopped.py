# expect: failed|partial
# because: 'begin it again': rows that are there from an earlier run, perhaps of another model, are kept
from pymilvus import DataType



def answer(client, alias, text, k, embed):
    told = client.describe_collection(client.describe_alias(alias)["collection_name"])
    vectors = embed(told["properties"]["model"], [text])
    hits = client.search(collection_name=told["collection_name"], data=vectors, anns_field="vector", limit=k, consistency_level="Strong")[0]
    return list(map(lambda hit: hit["id"], hits))


def texts_of(client, name):
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["text"], limit=16_384)
    return {row["id"]: row["text"] for row in rows}


def reembed(client, alias, new, model, embed):
    old = client.describe_alias(alias=alias)["collection_name"]
    there = set(texts_of(client, new)) if new in client.list_collections() else None
    schema = client.create_schema()
    schema.add_field(field_name="id", datatype=DataType.INT64, is_primary=True, auto_id=False)
    schema.add_field(field_name="text", datatype=DataType.VARCHAR, max_length=300)
    schema.add_field(field_name="vector", datatype=DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    if there is None:
        client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong", properties={"model": model})
    texts = texts_of(client, old)
    ids = sorted(set(texts) - (there or set()))
    for start in range(0, len(ids), 50):
        part = ids[start:start + 50]
        made = embed(model, [texts[i] for i in part])
        client.upsert(new, [{"id": i, "text": texts[i], "vector": v} for i, v in zip(part, made)])
    client.alter_alias(collection_name=new, alias=alias)
    return old
