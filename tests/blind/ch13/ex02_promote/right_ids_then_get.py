# expect: passed
# because: the ids first, then get() in chunks; upsert instead of insert, so that it may be repeated
from numbers import Real

from pymilvus import DataType


def promote(client, old, new, key):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(key, DataType.DOUBLE, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    params = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=params, consistency_level="Strong")
    ids = []
    pages = client.query_iterator(old, batch_size=1000, output_fields=["id"])
    while True:
        batch = pages.next()
        if not batch:
            pages.close()
            break
        ids.extend(row["id"] for row in batch)
    with_number = 0
    for start in range(0, len(ids), 256):
        moved = []
        for row in client.get(old, ids=ids[start : start + 256], output_fields=["*"]):
            row = {**row}
            number = isinstance(row.get(key), Real)
            with_number += number
            if not number:
                if row.get(key) is not None:
                    row[f"{key}_raw"] = row[key]
                row[key] = None
            else:
                row[key] = float(row[key])
            moved.append(row)
        client.upsert(new, moved)
    return len(ids), with_number
