# expect: passed
# because: no iterator: all ids by one query, then get() in pieces of 256; the count is compared before the alias moves
from pymilvus import DataType


def _count(client, name):
    return client.query(name, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def migrate(client, old, new, alias):
    if client.has_collection(new):
        if client.describe_alias(alias)["collection_name"] == new:
            client.alter_alias(old, alias)
        client.drop_collection(new)

    schema = client.create_schema(enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("pages", DataType.INT64, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index)

    ids = [row["id"] for row in client.query(old, output_fields=["id"], limit=16_384, consistency_level="Strong")]
    for start in range(0, len(ids), 256):
        piece = client.get(old, ids=ids[start : start + 256], output_fields=["*"], consistency_level="Strong")
        rows = []
        for row in piece:
            row = dict(row)
            text = row.pop("pages")
            row["pages"] = None if text == "" else int(text)
            rows.append(row)
        client.insert(new, rows)

    moved = _count(client, new)
    if moved != _count(client, old):
        raise RuntimeError(f"{moved} rows in {new}, not as many as in {old}")
    client.alter_alias(new, alias)
    return moved
