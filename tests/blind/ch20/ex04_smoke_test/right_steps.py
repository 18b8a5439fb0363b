# expect: passed
# because: all sentences; a list of steps per collection, the index and the load by calls of their own, a context manager that drops
"""A smoke test for the minutes after a rollout."""

import contextlib
import functools
import uuid

from pymilvus import DataType

PATIENCE = 2


class Patient:
    """The client, each of whose calls has a timeout."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        return functools.partial(getattr(self.client, name), timeout=PATIENCE)


@contextlib.contextmanager
def own(client, patient):
    name = "smoke_" + uuid.uuid4().hex
    try:
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        patient.create_collection(name, schema=schema, consistency_level="Strong")
        yield name
    finally:
        patient.drop_collection(name)


def write_something(client):
    patient = Patient(client)
    with own(client, patient) as name:
        params = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        patient.create_index(name, params)
        patient.load_collection(name)
        patient.insert(name, [{"id": 1, "vector": [0.0, 1.0]}, {"id": 2, "vector": [5.0, 5.0]}])
        top = patient.search(name, data=[[0.1, 1.0]], anns_field="vector", limit=2)[0]
        assert [hit["id"] for hit in top] == [1, 2]
        assert patient.get(name, ids=[1])
        patient.delete(name, ids=[1])
        assert [hit["id"] for hit in patient.search(name, data=[[0.1, 1.0]], anns_field="vector", limit=2)[0]] == [2]
        assert not patient.get(name, ids=[1])


def look(client, name, about):
    """Yields the words that apply, the first that applies first."""
    patient = Patient(client)
    if not patient.has_collection(name):
        yield "missing"
        return
    if patient.get_load_state(name)["state"].name != "Loaded":
        yield "not loaded"
        return
    vector = [1.0 / about["dim"]] * about["dim"]
    patient.search(name, data=[vector], anns_field="vector", limit=3, output_fields=["id"])
    counted = patient.query(name, filter="", output_fields=["count(*)"])
    indexes = [patient.describe_index(name, i) for i in patient.list_indexes(name, field_name="vector")]
    if counted[0]["count(*)"] < about["rows"]:
        yield "too few"
    if not any(i["metric_type"] == about["metric"] for i in indexes):
        yield "wrong metric"


def smoke(client, expected):
    """What is wrong, by name."""
    found = {}
    for name in expected:
        try:
            for word in look(client, name, expected[name]):
                found.setdefault(name, word)
        except Exception:
            found[name] = "error"
    try:
        write_something(client)
    except Exception:
        found["(writes)"] = "error"
    return found
