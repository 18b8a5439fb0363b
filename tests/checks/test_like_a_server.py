"""What only a server keeps: looked for in calls, which are pymilvus' own messages here."""

from types import SimpleNamespace

import pytest
from pymilvus.grpc_gen import milvus_pb2, schema_pb2

from grader.checks import CheckFailed, keys_in, no_second_row


def write(method, *keys, collection="c", answered=True):
    column = schema_pb2.FieldData(field_name="id")
    if isinstance(keys[0], str):
        column.scalars.string_data.data.extend(keys)
    else:
        column.scalars.long_data.data.extend(keys)
    kind = milvus_pb2.InsertRequest if method == "Insert" else milvus_pb2.UpsertRequest
    return SimpleNamespace(method=method, collection=collection, answered=answered, request=kind(collection_name=collection, fields_data=[schema_pb2.FieldData(field_name="vector"), column]))


def delete(expr, collection="c"):
    return SimpleNamespace(method="Delete", collection=collection, answered=True, request=milvus_pb2.DeleteRequest(collection_name=collection, expr=expr))


def judged(*calls, **more):
    no_second_row(SimpleNamespace(calls=lambda: list(calls)), "f()", **more)


def test_keys_are_read_from_their_field():
    assert keys_in(write("Insert", 3, -4)) == [3, -4]
    assert keys_in(write("Upsert", "a", "b")) == ["a", "b"]
    assert keys_in(SimpleNamespace(request=None)) == []


@pytest.mark.parametrize("calls", [
    [write("Insert", 1), write("Insert", 1)],
    [write("Upsert", 1, 2), write("Insert", 2)],
    [write("Insert", "a"), delete("id in ['b']"), write("Insert", "a")],
    [write("Insert", 7), write("Insert", 7, collection="other"), write("Insert", 7)],
    [write("Insert", 5)],
])  # fmt: skip
def test_a_second_row_is_seen(calls):
    with pytest.raises(CheckFailed, match="an Insert of 1 rows that are there already"):
        judged(*calls, known={"c": [5]})


@pytest.mark.parametrize("calls", [
    [write("Insert", 1), write("Upsert", 1), write("Insert", 2)],
    [write("Insert", 1), delete("id in [1, 9]"), write("Insert", 1)],
    [write("Insert", "a'b"), delete("""id in ["a'b"]"""), write("Insert", "a'b")],
    [write("Insert", 1), delete("version < 3"), write("Insert", 1)],
    [write("Insert", 1), delete(f"id in [{'-' * 100_000}1]"), write("Insert", 1)],
    [write("Insert", 1, answered=False), write("Insert", 1)],
    [write("Insert", 5, collection="other")],
])  # fmt: skip
def test_what_may_be_written_again(calls):
    """Replaced, deleted before, or refused the first time."""
    judged(*calls, known={"c": [5]})
