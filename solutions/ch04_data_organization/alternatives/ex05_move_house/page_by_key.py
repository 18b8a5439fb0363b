"""Pages of 400 rows by their key, a schema copied from the old one, and the alias by its own call."""

from pymilvus import DataType


def migrate(client, old, new, alias):
    if new in client.list_collections():
        client.drop_collection(new)
    schema = client.create_schema(enable_dynamic_field=True)
    for field in client.describe_collection(old)["fields"]:
        kind = DataType.INT64 if field["name"] == "pages" else field["type"]
        extra = {"nullable": True} if field["name"] == "pages" else dict(field["params"])
        schema.add_field(field["name"], kind, is_primary=field.get("is_primary", False), **extra)
    client.create_collection(new, schema=schema)
    last, total = -(2**63) + 1, 0
    while True:
        page = client.query(old, filter=f"id > {last}", output_fields=["id"], limit=16_000)
        keys = sorted(row["id"] for row in page)[:400]
        if not keys:
            break
        rows = client.get(old, ids=keys, output_fields=["*"])
        for row in rows:
            row["pages"] = None if row["pages"] == "" else int(row["pages"])
        client.upsert(new, [dict(row) for row in rows])
        last, total = keys[-1], total + len(keys)
    client.create_index(new, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(new)
    client.alter_alias(collection_name=new, alias=alias)
    return total
