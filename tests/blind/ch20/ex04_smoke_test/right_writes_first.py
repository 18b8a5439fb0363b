# expect: passed
# because: all sentences; the own collection first, strong consistency per call, string key, alias resolved by describe_collection
"""A smoke test for the minutes after a rollout."""

import os
import secrets

from pymilvus import DataType
from pymilvus.client.types import LoadState

PATIENCE = 2


def own_collection_works(client):
    name = f"smoke_{os.getpid()}_{secrets.token_hex(8)}"
    answers = []
    try:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=20)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=3)
        params = client.prepare_index_params()
        params.add_index(field_name="v", index_type="FLAT", metric_type="COSINE")
        client.create_collection(collection_name=name, schema=schema, index_params=params, timeout=PATIENCE)
        client.insert(name, data=[{"id": "a", "v": [1.0, 0.0, 0.0]}, {"id": "b", "v": [0.0, 1.0, 0.0]}, {"id": "c", "v": [0.0, 0.0, 1.0]}], timeout=PATIENCE)
        hits = client.search(name, data=[[0.0, 0.9, 0.1]], limit=3, consistency_level="Strong", timeout=PATIENCE)[0]
        answers.append(hits[0]["id"] == "b" and len(hits) == 3)
        answers.append(len(client.query(name, filter='id == "b"', output_fields=["id"], consistency_level="Strong", timeout=PATIENCE)) == 1)
        client.delete(name, filter='id == "b"', timeout=PATIENCE)
        answers.append(client.query(name, filter='id == "b"', output_fields=["id"], consistency_level="Strong", timeout=PATIENCE) == [])
        hits = client.search(name, data=[[0.0, 0.9, 0.1]], limit=3, consistency_level="Strong", timeout=PATIENCE)[0]
        answers.append("b" not in [hit["id"] for hit in hits])
    except Exception:
        answers.append(False)
    for _ in range(2):
        try:
            client.drop_collection(name, timeout=PATIENCE)
            break
        except Exception:
            answers.append(False)
    return all(answers)


def word_about(client, name, about):
    if not client.has_collection(name, timeout=PATIENCE):
        return "missing"
    if client.get_load_state(name, timeout=PATIENCE)["state"] != LoadState.Loaded:
        return "not loaded"
    problems = []
    if client.query(name, filter="", output_fields=["count(*)"], timeout=PATIENCE)[0]["count(*)"] < about["rows"]:
        problems.append("too few")
    for index in client.list_indexes(name, field_name="vector", timeout=PATIENCE):
        if client.describe_index(name, index, timeout=PATIENCE)["metric_type"].upper() != about["metric"]:
            problems.append("wrong metric")
    client.search(name, data=[[0.5] * about["dim"]], limit=1, anns_field="vector", timeout=PATIENCE)
    return problems[0] if problems else None


def smoke(client, expected):
    """What is wrong, by name."""
    result = {} if own_collection_works(client) else {"(writes)": "error"}
    for name, about in expected.items():
        try:
            word = word_about(client, name, about)
        except Exception:
            word = "error"
        if word is not None:
            result[name] = word
    return result
