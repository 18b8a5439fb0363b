# expect: passed
# because: a BOOL says whether anybody speaks, array_contains_any with escaped words, the ranking done in NumPy
import json

import numpy as np
from pymilvus import DataType


def create(client, name):
    schema = client.create_schema()
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=30)
    schema.add_field("seconds", DataType.INT64)
    schema.add_field("spoken", DataType.BOOL)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def store(client, name, recordings):
    rows = []
    for r in recordings:
        row = dict(r)
        row["spoken"] = r["speaker"] is not None
        row["speaker"] = r["speaker"] or ""
        rows.append(row)
    for start in range(0, len(rows), 100):
        client.upsert(name, rows[start : start + 100])


def _rows(client, name, condition, fields):
    return client.query(name, filter=condition, output_fields=fields, consistency_level="Strong")


def _has(keyword):
    return f"array_contains_any(keywords, {json.dumps([keyword], ensure_ascii=False)})"


def with_keyword(client, name, keyword):
    return [row["number"] for row in _rows(client, name, _has(keyword), ["number"])]


def shorter_than(client, name, seconds):
    return [row["number"] for row in _rows(client, name, f"seconds < {seconds}", ["number"])]


def without_speaker(client, name):
    return [row["number"] for row in _rows(client, name, "spoken == false", ["number"])]


def nearest_with(client, name, vector, keyword, k):
    rows = _rows(client, name, _has(keyword), ["number", "vector"])
    if not rows:
        return []
    table = np.array([row["vector"] for row in rows], dtype=float)
    asked = np.asarray(vector, dtype=float)
    near = table @ asked / np.linalg.norm(table, axis=1) / np.linalg.norm(asked)
    return [rows[i]["number"] for i in np.argsort(-near, kind="stable")[:k]]
