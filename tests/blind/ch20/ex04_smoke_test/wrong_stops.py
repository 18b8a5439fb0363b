# expect: failed|partial
# because: 'Every name of expected is looked at, also after something was found': stops at the first finding
"""A smoke test for the minutes after a rollout."""

import uuid

from pymilvus import DataType

PATIENCE = 2


def smoke(client, expected):
    """What is wrong, by name."""
    found = {}
    for name, about in expected.items():
        word = look(client, name, about)
        if word:
            found[name] = word
            return found
    if not whole_use(client):
        found["(writes)"] = "error"
    return found


def look(client, name, about):
    """The word about one collection, or an empty text."""
    try:
        if not client.has_collection(name, timeout=PATIENCE):
            return "missing"
        state = client.get_load_state(name, timeout=PATIENCE)["state"]
        if getattr(state, "name", str(state)) != "Loaded":
            return "not loaded"
        count = client.query(name, filter="", output_fields=["count(*)"], timeout=PATIENCE)[0]["count(*)"]
        client.search(name, data=[[1.0] + [0.0] * (about["dim"] - 1)], anns_field="vector", limit=1, timeout=PATIENCE)
        index = client.list_indexes(name, field_name="vector", timeout=PATIENCE)[0]
        metric = client.describe_index(name, index, timeout=PATIENCE)["metric_type"]
    except Exception:
        return "error"
    if count < about["rows"]:
        return "too few"
    if metric != about["metric"]:
        return "wrong metric"
    return ""


def whole_use(client):
    """Whether a collection can be made, written, searched, changed and dropped."""
    name = f"smoke_{uuid.uuid4().hex}"
    fine = False
    try:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", timeout=PATIENCE)
        rows = [{"id": i, "vector": [float(i == k) for k in range(4)]} for i in range(4)]
        client.insert(name, rows, timeout=PATIENCE)
        hits = client.search(name, data=[rows[2]["vector"]], limit=1, consistency_level="Strong", timeout=PATIENCE)
        by_search = [hit["id"] for hit in hits[0]] == [2]
        by_key = [row["id"] for row in client.get(name, ids=[2], consistency_level="Strong", timeout=PATIENCE)] == [2]
        client.delete(name, ids=[2], timeout=PATIENCE)
        gone = not client.get(name, ids=[2], consistency_level="Strong", timeout=PATIENCE)
        fine = by_search and by_key and gone
    except Exception:
        fine = False
    finally:
        try:
            client.drop_collection(name, timeout=PATIENCE)
        except Exception:
            fine = False
    return fine
