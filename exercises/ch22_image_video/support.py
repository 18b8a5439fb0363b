"""What the checks of chapter 22 share: collections of vectors of length 1, and rows read back."""

import numpy as np
from pymilvus import DataType

DIM = 32


def collection(client, name, fields=(), *, dim=DIM, metric="COSINE", vector="vector"):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    schema.add_field(vector, DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params(vector, index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def filled(client, name, rows):
    """Insert rows in parts of a thousand."""
    for start in range(0, len(rows), 1000):
        client.insert(name, rows[start : start + 1000])


def everything(client, name, fields=("*",)):
    """All rows by id."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=list(fields))
    while batch := rows.next():
        found.update({row["id"]: dict(row) for row in batch})
    rows.close()
    return found


def unit(rows):
    """Each row scaled to length 1."""
    rows = np.asarray(rows, dtype=float)
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def near(row, cosine, rng):
    """A vector of length 1 that has exactly this cosine with `row`, in a direction of its own."""
    step = rng.normal(size=len(row))
    step -= (step @ row) * row
    return cosine * np.asarray(row) + np.sqrt(1 - cosine**2) * step / np.linalg.norm(step)


def new_ids(rng, n):
    """n different keys that are no positions, in no order, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]
