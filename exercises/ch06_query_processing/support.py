"""Collections for chapter 6: what checks store, and how they read a learner's answer."""

import functools

import numpy as np
from pymilvus import DataType

from grader.checks import fail
from grader.datasets import words
from grader.checks import Stream

DIM = 32


@functools.lru_cache(maxsize=8)
def pool(seed):
    """Plain lower-case words with their vectors, in a space turned by the seed."""
    vectors, names = words(4000, DIM, seed=seed)
    good = [i for i, w in enumerate(names) if w.isascii() and w.isalpha() and len(w) > 2 and w.islower()]
    return vectors[good], [names[i] for i in good]


def draw(seed, rng, n):
    """n rows {"id", "vector", "word"}: ids that are no positions, words all different."""
    vectors, names = pool(seed)
    chosen = rng.choice(len(names), size=n, replace=False)
    ids = rng.choice(900_000, size=n, replace=False) + 100_000
    return [{"id": int(ids[j]), "vector": vectors[i].tolist(), "word": names[i]} for j, i in enumerate(chosen)]


def store(client, name, rows, fields, metric="L2", vector="vector"):
    """A loaded collection with a FLAT index whose rows every later reader sees.

    `fields`: (name, type, further arguments) beside `id` and the vector.
    """
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(vector, DataType.FLOAT_VECTOR, dim=len(rows[0][vector]))
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    index = client.prepare_index_params()
    index.add_index(vector, index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index)
    client.insert(name, rows)
    # Once one Strong read was served, no later one can miss these rows, whatever its level.
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    assert count == len(rows), f"{count} of {len(rows)} rows are there"


def nearest(rows, query, k):
    """The k rows nearest to the query by L2, nearest first."""
    if not rows:
        return []
    table = np.array([row["vector"] for row in rows], dtype=np.float64)
    gaps = ((table - np.asarray(query, dtype=np.float64)) ** 2).sum(axis=1)
    return [rows[i] for i in np.argsort(gaps, kind="stable")[:k]]


def near(rng, rows, spread=0.6):
    """A query near to some row."""
    at = np.array(rows[int(rng.integers(len(rows)))]["vector"])
    query = at + spread * rng.normal(size=len(at)) / np.sqrt(len(at))
    return [float(x) for x in query / np.linalg.norm(query)]


def ids_of(answer, call):
    """A learner's ids as a list of int, or a failed check that says what came instead."""
    if isinstance(answer, (list, tuple, set, frozenset, np.ndarray, Stream)):
        found = list(answer)
        if all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in found):
            return [int(i) for i in found]
        fail(called=call, returned=repr(found[:3]), expected="ids, as whole numbers", why="A row carries its key in the field `id`.")
    fail(called=call, returned=repr(answer), expected="a list of ids", why="Nothing found is an empty list.")
