# expect: failed|partial
# because: 'every other key of the dynamic field': only id, vector and the key are asked for
from pymilvus import DataType


def promote(client, old, new, key):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    schema.add_field(key, DataType.DOUBLE, nullable=True)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong")
    total = numbers = 0
    pages = client.query_iterator(old, batch_size=500, output_fields=["id", "vector", key])
    while batch := pages.next():
        rows = []
        for found in batch:
            row = dict(found)
            value = row.pop(key, None)
            row[key] = None
            if isinstance(value, (int, float)):
                row[key] = float(value)
                numbers += 1
            elif value is not None:
                row[key + "_raw"] = value
            rows.append(row)
        client.insert(new, rows)
        total += len(rows)
    pages.close()
    return total, numbers
