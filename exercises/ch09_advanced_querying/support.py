"""What the checks of chapter 9 share: collections whose rows every later read sees, and how an answer is read."""

import numpy as np
from pymilvus import DataType

from grader.checks import Stream, fail


def store(client, name, rows, fields=(), metric="L2", vector="vector", key=("id", "INT64", {})):
    """A loaded collection with a FLAT index; `fields`: (name, type, further arguments) beside the key and the vector."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(key[0], DataType[key[1]], is_primary=True, **key[2])
    schema.add_field(vector, DataType.FLOAT_VECTOR, dim=len(rows[0][vector]))
    for field, kind, more in fields:
        more = {k: DataType[v] if k == "element_type" else v for k, v in more.items()}
        schema.add_field(field, DataType[kind], **more)
    index = client.prepare_index_params()
    index.add_index(vector, index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index)
    for start in range(0, len(rows), 1000):
        client.insert(name, rows[start : start + 1000])
    # Once one Strong read was served, no later one can miss these rows, whatever its level.
    there = settle(client, name)
    assert there == len(rows), f"{there} of {len(rows)} rows are there"


def settle(client, name):
    """Wait until every read sees what was written; returns the number of rows."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def new_ids(rng, n, low=100_000, high=1_000_000):
    """n different keys that are no positions."""
    return [int(i) for i in low + rng.choice(high - low, size=n, replace=False)]


def ids_of(answer, call):
    """A learner's ids as a list of int, or a failed check that says what came instead."""
    if isinstance(answer, (list, tuple, np.ndarray, Stream)):
        found = list(answer)
        if all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in found):
            return [int(i) for i in found]
        fail(called=call, returned=repr(found[:3]), expected="ids, as whole numbers", why="A row carries its key in the field `id`.")
    fail(called=call, returned=repr(answer), expected="a list of ids", why="Nothing found is an empty list.")
