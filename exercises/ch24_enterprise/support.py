"""What the checks of chapter 24 share: collections, vectors, names that are hard on filters, and whole collections read back."""

import functools

from pymilvus import DataType

from grader.datasets import words

DIM = 16
HARD = ['north', 'North', 'north ', 'nor"th', "o'hara", 'a\\b', 'ünïcode', '東京', 'x" or firm != "', 'a, b', '%', '', 'n_rth', '10', '" or true or "']
"""Names of firms that a filter has to survive; two differ in capitals only, one is empty."""


@functools.lru_cache(maxsize=4)
def pool(seed):
    """2,000 vectors of length 1."""
    return [v.tolist() for v in words(2000, DIM, seed=seed)[0]]


def collection(client, name, fields, key=("id", "INT64", {}), *, level="Strong", metric="COSINE", dynamic=False):
    """A loaded collection; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
    schema.add_field(key[0], DataType[key[1]], is_primary=True, **key[2])
    for field, kind, more in fields:
        schema.add_field(field_name=field, datatype=DataType[kind], **{k: DataType[v] if k == "element_type" else v for k, v in more.items()})
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level=level)
    return name


def fill(client, name, rows):
    """All rows, some at a time."""
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def everything(client, name, fields=("*",)):
    """All rows, as a list."""
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=list(fields))
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    found = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-found[0], *found[1:]]
