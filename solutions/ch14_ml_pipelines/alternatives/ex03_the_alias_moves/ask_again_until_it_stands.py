"""The alias is asked before and after, and a changed answer means once more; ids first, then rows by pages."""

from pymilvus import DataType


def answer(client, alias, text, k, embed):
    while True:
        about = client.describe_collection(client.describe_alias(alias=alias)["collection_name"])
        vector = embed(about["properties"]["model"], [text])[0]
        hits = client.search(alias, [vector], limit=k, output_fields=["id"])[0]
        if client.describe_alias(alias=alias)["collection_name"] == about["collection_name"]:
            return [hit.id for hit in hits]


def reembed(client, alias, new, model, embed):
    before = client.describe_alias(alias=alias)["collection_name"]
    client.drop_collection(new)
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=300)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    client.create_collection(new, schema=schema, consistency_level="Strong", properties={"model": model})
    client.create_index(new, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(new)
    rows = client.query(before, filter="id > -9000000", output_fields=["id", "text"], limit=16000)
    for at in range(0, len(rows), 50):
        part = rows[at : at + 50]
        vectors = embed(model, [r["text"] for r in part])
        client.upsert(new, [dict(id=r["id"], text=r["text"], vector=v) for r, v in zip(part, vectors)])
    client.alter_alias(new, alias)
    return before
