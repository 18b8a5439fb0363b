# expect: passed
# because: one query of up to 16,384 rows; index and load by calls of their own; a function for a row
from pymilvus import DataType


def shaped(row, key):
    rest = {k: v for k, v in row.items() if k != key}
    if key in row and row[key] is not None:
        if type(row[key]) in (int, float):
            return {**rest, key: float(row[key])}
        return {**rest, key: None, f"{key}_raw": row[key]}
    return {**rest, key: None}


def promote(client, old, new, key):
    schema = client.create_schema(enable_dynamic_field=True)
    for name, kind, more in (("id", DataType.INT64, {"is_primary": True}), ("vector", DataType.FLOAT_VECTOR, {"dim": 32}), (key, DataType.DOUBLE, {"nullable": True})):
        schema.add_field(field_name=name, datatype=kind, **more)
    client.create_collection(collection_name=new, schema=schema, consistency_level="Strong")
    rows = [shaped(row, key) for row in client.query(old, filter="", output_fields=["*"], limit=16384, consistency_level="Strong")]
    for start in range(0, len(rows), 1000):
        client.insert(new, rows[start : start + 1000])
    index = client.prepare_index_params()
    index.add_index(field_name="vector", index_type="FLAT", metric_type="COSINE")
    client.create_index(new, index)
    client.load_collection(new)
    return len(rows), sum(row[key] is not None for row in rows)
