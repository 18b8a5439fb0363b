"""What the checks of chapter 17 share: a collection with rows that differ, and its true nearest rows."""

import functools

import numpy as np
from pymilvus import DataType

DIM = 16


@functools.lru_cache(maxsize=4)
def pool(seed):
    """1,200 vectors, no two alike."""
    return np.random.default_rng([17, seed]).normal(size=(1200, DIM)).astype(np.float32)


def collection(client, name, level="Strong"):
    """A loaded collection of ids and vectors, metric L2."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index, consistency_level=level)
    return name


def fill(client, name, rows):
    """Insert {id: vector}."""
    data = [{"id": i, "vector": v.tolist()} for i, v in rows.items()]
    for start in range(0, len(data), 1000):
        client.insert(name, data[start : start + 1000])


def nearest(rows, vectors, limit):
    """Ids of the nearest rows of each vector, by brute force."""
    ids = np.array(list(rows))
    matrix = np.stack(list(rows.values())).astype(np.float64)
    order = (np.argsort(((matrix - np.asarray(v, np.float64)) ** 2).sum(axis=1), kind="stable")[:limit] for v in vectors)
    return [[int(i) for i in ids[o]] for o in order]
