"""All ids first, sorted, then the rows by get() in pages; the type decides where a value goes."""

from pymilvus import DataType


def promote(client, old, new, key):
    schema = client.create_schema(enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True).add_field("vector", DataType.FLOAT_VECTOR, dim=32).add_field(key, DataType.DOUBLE, nullable=True)
    client.create_collection(new, schema=schema, consistency_level="Strong")
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_index(new, index)
    client.load_collection(new)
    ids, pages = [], client.query_iterator(old, batch_size=2000, output_fields=["id"])
    while page := pages.next():
        ids += [row["id"] for row in page]
    pages.close()
    have = 0
    for start in range(0, len(ids), 400):
        batch = []
        for row in client.get(old, ids[start : start + 400], output_fields=["*"]):
            row = dict(row)
            match row.get(key):
                case int() | float() as value:
                    row[key], have = float(value), have + 1
                case None:
                    row[key] = None
                case other:
                    row[key], row[key + "_raw"] = None, other
            batch.append(row)
        client.upsert(new, batch)
    return len(ids), have
