"""What a check says when it fails; and a query whose rows come back in another order."""

import numpy as np
import pytest

from grader.checks import CheckFailed, close, same
from grader.checks.replies import hollow, reversed_rows


def said(actual, expected):
    with pytest.raises(CheckFailed) as caught:
        close(actual, expected, called="f()")
    return caught.value


def test_large_arrays_say_where_they_differ():
    """By their shapes alone what came and what was expected would read alike."""
    expected = np.arange(60.0).reshape(12, 5)
    actual = expected.copy()
    actual[3, 4] += 0.5
    actual[7, 0] -= 2
    told = said(actual, expected)
    assert told.returned == "33 at [7, 0], and 2 of 60 numbers differ"
    assert told.expected == "35 at [7, 0]"


def test_a_number_that_is_none_is_the_largest_difference():
    expected = np.zeros(30)
    actual = expected.copy()
    actual[1], actual[2] = 5.0, np.nan
    assert said(actual, expected).returned == "nan at [2], and 2 of 30 numbers differ"


def test_small_arrays_and_other_shapes_are_shown_as_they_are():
    assert "[1., 2.]" in said(np.array([1.0, 2.0]), np.array([1.0, 3.0])).returned
    assert "shape (40,)" in said(np.zeros(40), np.zeros(41)).returned


def told(actual, expected):
    with pytest.raises(CheckFailed) as caught:
        same(actual, expected, called="f()")
    return caught.value.returned, caught.value.expected


@pytest.mark.parametrize(
    ("actual", "shown"),
    [("3", "'3'"), (" pointer", "' pointer'"), ("", "''"), ("[1, 2]", "'[1, 2]'"), ("None", "'None'"), (3, "3"), (None, "None"), ([1, 2], "[1, 2]"), ((1, 2), "(1, 2)")],
)
def test_what_came_back_cannot_be_taken_for_something_else(actual, shown):
    assert told(actual, "pointer")[0] == shown


def test_long_values_say_where_they_differ():
    ids = list(range(100))
    assert told([*ids[:41], 7, *ids[42:]], ids)[0].endswith("(differs first at [41]: 7 for 41)")
    assert told(ids[:90], ids)[0].endswith("(differs 90 of 100)")
    assert told([*ids, 100], ids)[0].endswith("(differs 101 of 100)")
    assert told("a" * 90 + "b", "a" * 91)[0].endswith("(differs first at [90]: 'b' for 'a')")
    assert told(tuple(ids), ids)[0].startswith("(0, 1, 2")


def test_short_values_are_shown_and_nothing_else():
    assert told([1, 2], [2, 1]) == ("[1, 2]", "[2, 1]")


def rows_of(reply):
    """Ids and vectors of a query's reply, row by row."""
    from pymilvus.grpc_gen import milvus_pb2

    fields = {f.field_name: f for f in milvus_pb2.QueryResults.FromString(reply).fields_data}
    ids, vectors = fields["id"].scalars.long_data.data, fields["vector"].vectors.float_vector.data
    return [(i, list(vectors[2 * n : 2 * n + 2])) for n, i in enumerate(ids)]


def reply_of(nulls=False):
    from pymilvus.grpc_gen import milvus_pb2, schema_pb2

    reply = milvus_pb2.QueryResults(collection_name="c")
    field = reply.fields_data.add(field_name="id", type=schema_pb2.DataType.Int64)
    field.scalars.long_data.data.extend([7, 8, 9])
    if nulls:
        field.valid_data.extend([True, True, True])
    field = reply.fields_data.add(field_name="vector", type=schema_pb2.DataType.FloatVector)
    field.vectors.dim = 2
    field.vectors.float_vector.data.extend([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    return reply.SerializeToString()


def test_rows_are_turned_round_whole():
    """A vector goes with its id."""
    assert rows_of(reversed_rows(reply_of())) == [(9, [4.0, 5.0]), (8, [2.0, 3.0]), (7, [0.0, 1.0])]


def test_what_cannot_be_turned_round_stays():
    reply = reply_of(nulls=True)
    assert reversed_rows(reply) == reply


def other_reply(**fields):
    """A reply of two rows, with one field of each named kind."""
    from pymilvus.grpc_gen import milvus_pb2

    reply = milvus_pb2.QueryResults(collection_name="c")
    for name, (where, values) in fields.items():
        field = reply.fields_data.add(field_name=name)
        if where == "float_vector":
            field.vectors.dim = len(values) // 2 or 4
            field.vectors.float_vector.data.extend(values)
        elif where == "binary_vector":
            field.vectors.dim = 8
            field.vectors.binary_vector = values
        elif where == "empty":
            field.scalars.SetInParent()
        elif where:
            getattr(field.scalars, where).data.extend(values)
    return reply.SerializeToString()


def columns(reply):
    from pymilvus.grpc_gen import milvus_pb2

    return [list((f.vectors.float_vector if f.WhichOneof("field") == "vectors" else getattr(f.scalars, f.scalars.WhichOneof("data"))).data)
            for f in milvus_pb2.QueryResults.FromString(reply).fields_data]  # fmt: skip


def test_every_kind_of_scalar_goes_with_its_row():
    reply = other_reply(a=("string_data", ["x", "y"]), b=("bool_data", [True, False]), c=("double_data", [0.5, 1.5]), v=("float_vector", [1, 2, 3, 4, 5, 6]))
    assert columns(reversed_rows(reply)) == [["y", "x"], [False, True], [1.5, 0.5], [4, 5, 6, 1, 2, 3]]


@pytest.mark.parametrize("odd", [("binary_vector", b"ab"), ("empty", None), ("", None)])
def test_one_odd_field_leaves_every_row_where_it_is(odd):
    reply = other_reply(a=("long_data", [1, 2]), odd=odd)
    assert reversed_rows(reply) == reply


def test_a_reply_without_rows_stays():
    reply = other_reply(a=("long_data", []), v=("float_vector", []))
    assert reversed_rows(reply) == reply
    assert reversed_rows(b"") == b""


def test_a_hollow_reply_is_a_success_of_nothing():
    from pymilvus.grpc_gen import common_pb2, milvus_pb2

    search = milvus_pb2.SearchResults.FromString(hollow("Search", milvus_pb2.SearchRequest(nq=3).SerializeToString()))
    assert (search.status.code, search.results.num_queries, list(search.results.topks)) == (0, 3, [0, 0, 0])
    assert milvus_pb2.MutationResult.FromString(hollow("Delete", b"")).status.code == 0
    assert milvus_pb2.MutationResult.FromString(hollow("Upsert", milvus_pb2.UpsertRequest(num_rows=3).SerializeToString())).upsert_cnt == 3
    assert common_pb2.Status.FromString(hollow("LoadBalance", b"")).code == 0
    assert not milvus_pb2.QueryResults.FromString(hollow("Query", b"")).fields_data
    with pytest.raises(ValueError, match="expected Delete, LoadBalance, Query, Search or Upsert"):
        hollow("Insert", b"")
