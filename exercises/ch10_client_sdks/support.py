"""Collections for chapter 10, and what checks of programs have in common."""

import json

import numpy as np
from pymilvus import DataType

from grader.checks import fail


def collection(client, name, fields=(("note", "VARCHAR", {"max_length": 200}),), dim=4, metric="L2", level="Strong"):
    """A loaded, empty collection that reads at Strong by itself; `fields`: (name, type, arguments) beside id and vector."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level=level)
    return name


def all_rows(client, name, fields=("id",), filter="id >= 0 or id < 0"):
    """Every row, the newest included."""
    return client.query(name, filter=filter, output_fields=list(fields), consistency_level="Strong", limit=10_000)


def vector(rng, dim=4):
    return [round(float(x), 3) for x in rng.normal(size=dim) * 3]


def ended_well(ran, called):
    """Exit status 0, or the program's own last words."""
    if ran.exit != 0:
        said = ran.stderr.strip().splitlines()[-1:] or ["nothing"]
        fail(called=called, returned=f"exit status {ran.exit}; it said: {said[0][:300]}", expected="exit status 0")


def lines_of_json(ran, called, n):
    """n lines of JSON from standard output."""
    lines = [line for line in ran.stdout.splitlines() if line.strip()]
    if len(lines) != n:
        fail(called=called, returned=f"{len(lines)} lines on standard output: {' / '.join(lines[:3])[:200] or 'nothing'}", expected=f"{n}")
    try:
        return [json.loads(line) for line in lines]
    except ValueError as error:
        fail(called=called, returned=f"{lines[0][:200]}, of which a JSON parser says {error}", expected="one JSON value per line")


def order(rows, query, k):
    """The ids of the k nearest by L2, nearest first."""
    table = np.array([r["vector"] for r in rows], dtype=np.float64)
    far = ((table - np.array(query)) ** 2).sum(axis=1)
    return [rows[i]["id"] for i in np.argsort(far, kind="stable")[:k]]
