"""The keys first, then the rows in pieces of 400, a schema copied from the old one, and the alias by its own call."""

from pymilvus import DataType


def migrate(client, old, new, alias):
    if new in client.list_collections():
        client.drop_collection(new)
    schema = client.create_schema(enable_dynamic_field=True)
    for field in client.describe_collection(old)["fields"]:
        kind = DataType.INT64 if field["name"] == "pages" else field["type"]
        extra = {"nullable": True} if field["name"] == "pages" else field["params"]
        schema.add_field(field["name"], kind, is_primary=field.get("is_primary", False), **extra)
    client.create_collection(new, schema=schema)
    keys = [row["id"] for row in client.query(old, output_fields=["id"], limit=16_000, consistency_level="Strong")]
    for start in range(0, len(keys), 400):
        rows = client.get(old, ids=keys[start : start + 400], output_fields=["*"])
        for row in rows:
            row["pages"] = None if row["pages"] == "" else int(row["pages"])
        client.upsert(new, [dict(row) for row in rows])
    client.create_index(new, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(new)
    client.alter_alias(collection_name=new, alias=alias)
    return len(keys)
