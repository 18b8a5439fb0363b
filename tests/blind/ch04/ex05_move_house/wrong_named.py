# expect: failed|partial
# because: copies only the two dynamic fields that the statement names; breaks "Every other field is as it was, dynamic ones included"
from pymilvus import DataType


def migrate(client, old, new, alias):
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("pages", DataType.INT64, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index)
    moved = 0
    pieces = client.query_iterator(old, batch_size=500, output_fields=["id", "pages", "vector", "title", "signed_by"], consistency_level="Strong")
    while piece := pieces.next():
        rows = [{**row, "pages": int(row["pages"]) if row["pages"] else None} for row in piece]
        client.insert(new, rows)
        moved += len(rows)
    pieces.close()
    client.alter_alias(new, alias)
    return moved
