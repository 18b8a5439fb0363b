"""The wire contract, one test a row of the table in ``grader/worker/wire.py``; then what may not cross."""

import collections
import dataclasses
import datetime as dt
import enum
import http
import math
import struct

import msgpack
import numpy as np
import pytest
from pymilvus import DataType, MilvusClient

from grader.errors import WireRefused
from grader.worker import wire


def round_trip(value):
    return wire.decode(wire.encode(value))


@pytest.mark.parametrize("value", [None, True, False, 0, -1, 2**63, -(2**200), 10**400, 1.5, math.inf, "é", "a\ud800", b"\x00\xff"])
def test_plain_values(value):
    found = round_trip(value)
    assert found == value
    assert type(found) is type(value)


def test_nan_is_nan():
    assert math.isnan(round_trip(math.nan))


def test_complex_and_bytearray():
    assert round_trip(1 - 2j) == 1 - 2j
    assert type(round_trip(bytearray(b"x"))) is bytes


@pytest.mark.parametrize(
    "value",
    [[1, [2]], (1, (2, [3])), {1, 2}, frozenset({1}), {"a": 1}, {1: 2, (3, 4): 5, None: 6}, [(), [], {}, set()]],
)
def test_containers_keep_their_type(value):
    found = round_trip(value)
    assert found == value
    assert repr(type(found)) == repr(type(value))


@pytest.mark.parametrize(
    "value",
    [
        dt.datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        dt.datetime(2026, 1, 2), dt.date(2026, 1, 2), dt.time(3, 4), dt.timedelta(days=-1, microseconds=5),
    ],
)  # fmt: skip
def test_dates(value):
    assert round_trip(value) == value
    assert type(round_trip(value)) is type(value)


def test_known_enums_are_themselves():
    assert round_trip(DataType.FLOAT_VECTOR) is DataType.FLOAT_VECTOR
    assert round_trip(http.HTTPStatus.OK) is http.HTTPStatus.OK


def test_other_enums_are_described():
    class Colour(enum.Enum):
        RED = "r"

    found = round_trip(Colour.RED)
    assert (found.name, found.value) == ("RED", "r")
    assert found.type.endswith("Colour")


def test_named_tuples():
    point = collections.namedtuple("Point", "x y")(1, [2])
    found = round_trip(point)
    assert found == point
    assert found.y == [2]
    assert type(found).__name__ == "Point"


def test_data_classes_are_records():
    @dataclasses.dataclass
    class Point:
        x: int
        y: list

    found = round_trip(Point(1, [2]))
    assert found.x == 1
    assert found == Point(1, [2])
    assert found != Point(1, [3])
    assert repr(found) == "Point(x=1, y=[2])"


@pytest.mark.parametrize(
    "value",
    [
        np.arange(6, dtype=np.int8).reshape(2, 3).T, np.array(3.5), np.zeros((0, 4), np.float16), np.array(["a", "bc"]),
        np.array([True]), np.array(["2026-01-01"], dtype="datetime64[D]"), np.arange(4)[::-2],
    ],
)  # fmt: skip
def test_arrays(value):
    found = round_trip(value)
    assert isinstance(found, np.ndarray)
    assert found.dtype == value.dtype
    assert found.shape == value.shape
    assert np.array_equal(found, value)


@pytest.mark.parametrize("value", [np.float32(0.1), np.int64(-3), np.bool_(True), np.str_("x")])
def test_scalars(value):
    assert round_trip(value) == value
    assert type(round_trip(value)) is type(value)


def test_pymilvus_results():
    from pymilvus.client.search_result import Hit
    from pymilvus.client.types import ExtraList

    found = round_trip(ExtraList([Hit({"id": 1, "distance": 0.5, "entity": {"a": 2}}, pk_name="id")], extra={"cost": 3}))
    assert found == [{"id": 1, "distance": 0.5, "entity": {"a": 2}}]
    assert found.extra == {"cost": 3}
    assert type(found[0]) is dict


def test_pymilvus_schemas():
    schema = MilvusClient.create_schema(enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    assert round_trip(schema) == schema
    params = MilvusClient.prepare_index_params()
    params.add_index("v", index_type="HNSW", metric_type="L2", params={"M": 4})
    found = round_trip(params)
    assert type(found) is type(params)
    assert [i.to_dict()["index_type"] for i in found] == ["HNSW"]


@pytest.mark.parametrize(
    "reference", [wire.Connect("unix:/x", {"user": "bob"}), wire.Callback(3), wire.StreamRef(4, "generator"), wire.HandleRef(5, "m.C")]
)
def test_references(reference):
    assert round_trip(reference) == reference


def test_what_is_no_data_goes_to_the_keeper():
    kept = []

    def keep(value):
        kept.append(value)
        return wire.HandleRef(len(kept), "thing")

    thing = object()
    assert wire.decode(wire.encode([1, thing], keep)) == [1, wire.HandleRef(1, "thing")]
    assert kept == [thing]


@pytest.mark.parametrize("value", [object(), lambda: 1, np.array([object()]), {"a": [print]}])
def test_refused_naming_the_type(value):
    with pytest.raises(WireRefused, match=r"object|function|builtin"):
        wire.encode(value)


def test_subclasses_stay_behind():
    class Liar(list):
        def __eq__(self, other):
            return True

        def __iter__(self):
            return iter([9, 9])

    class Float(float):
        def __eq__(self, other):
            return True

    class Text(str):
        def __str__(self):
            return "another"

    found = round_trip([Liar([1]), Float(0.5), Text("own")])
    assert [type(x) for x in found] == [list, float, str]
    assert found == [[1], 0.5, "own"]


def test_cycles_and_depth_are_refused():
    loop = []
    loop.append(loop)
    deep = ()
    for _ in range(2000):
        deep = (deep,)
    for value in (loop, deep):
        with pytest.raises(WireRefused, match="levels deep"):
            wire.encode(value)


@pytest.mark.parametrize(
    "frame",
    [
        b"", b"\xc1", b"\x91" * 100_000 + b"\xc0", b"\xdd\xff\xff\xff\xff", b"\xc7\x02\x63ab",
        msgpack.packb(msgpack.ExtType(wire._ARRAY, struct.pack("<I", 9) + msgpack.packb(["|O", [1]]) + b"12345678")),
        msgpack.packb(msgpack.ExtType(wire._ARRAY, struct.pack("<I", 99) + b"x")),
        msgpack.packb(msgpack.ExtType(wire._NAMEDTUPLE, msgpack.packb(["x", ["class"], [1]]))),
        msgpack.packb(msgpack.ExtType(wire._DATETIME, msgpack.packb(["datetime", "yesterday"]))),
        msgpack.packb(msgpack.ExtType(wire._INT, b"1" * (1 << 21))),
        msgpack.packb({"a": 1})[:-1], msgpack.packb(1) + b"\x00",
    ],
)  # fmt: skip
def test_malformed_frames_are_named(frame):
    with pytest.raises(wire.ProtocolError):
        wire.decode(frame)


def test_nesting_through_extensions_is_bounded():
    inner = msgpack.packb(None)
    for _ in range(200):
        inner = msgpack.packb(msgpack.ExtType(wire._TUPLE, b"\x91" + inner))
    with pytest.raises(wire.ProtocolError, match="deep"):
        wire.decode(inner)


def test_an_unknown_enum_does_not_import_anything():
    frame = msgpack.packb(msgpack.ExtType(wire._ENUM, msgpack.packb(["pymilvus.no_such_module", "X", "A", 1])))
    assert wire.decode(frame) == wire.EnumValue("X", "A", 1)


# -- words, bounds and references ------------------------------------------------------------------------------


class Home:
    class Inner:
        pass


def test_a_type_is_named_with_its_module_and_not_at_any_length():
    assert (wire.type_name(int), wire.type_name(np.ndarray)) == ("int", "numpy.ndarray")
    assert wire.type_name(Home.Inner).endswith("test_wire.Home.Inner")
    assert wire.type_name(type("Long", (), {"__module__": "__main__", "__qualname__": "L" * 200})) == "L" * 120
    assert wire.type_name(type("Own", (), {"__module__": "__main__"})) == "Own"


def refusal(value, keep=wire.refuse):
    with pytest.raises(WireRefused) as caught:
        wire.encode(value, keep)
    return str(caught.value)


def test_what_a_refusal_says():
    assert refusal(object()) == "Only data crosses to a submission. Found: an object of type object. Next: pass plain data or arrays"
    assert refusal(object(), lambda value: value) == "Only data crosses. Found: an object of type object."
    assert refusal(np.array([None])) == "An array of numbers, text, bytes or dates. Found: dtype object. Next: convert it with astype"
    assert refusal(np.zeros(2, dtype=[("a", "i4")])).startswith("An array of numbers, text, bytes or dates. Found: dtype [('a', ")
    loop = []
    loop.append(loop)
    assert refusal(loop).startswith("Data nests at most 64 levels deep and has no cycle. Found: list: ")


def nested(depth):
    value = 1
    for _ in range(depth):
        value = (value,)
    return value


def test_sixty_levels_cross():
    assert round_trip(nested(60)) == nested(60)
    with pytest.raises((WireRefused, wire.ProtocolError)):
        round_trip(nested(wire.MAX_DEPTH + 2))


def test_a_keeper_may_give_data_or_a_reference():
    assert wire.decode(wire.encode(object(), lambda value: "data")) == "data"
    assert wire.decode(wire.encode({"a": [object()]}, lambda value: wire.Callback(7))) == {"a": [wire.Callback(7)]}


def test_references_are_wrapped_wherever_they_stand_and_nothing_else_is():
    references = [wire.Connect("unix:/x", {"user": "bob", "timeout": 3}), wire.Callback(3), wire.StreamRef(4, "generator"), wire.HandleRef(5, "m.C")]
    found = wire.decode(wire.encode([1, (references[0],), *references]), lambda ref: ("wrapped", ref))
    assert found == [1, (("wrapped", references[0]),), *(("wrapped", r) for r in references)]


def test_what_a_reference_says_of_itself_is_cut():
    assert round_trip(wire.StreamRef(1, "k" * 90)) == wire.StreamRef(1, "k" * 40)
    assert round_trip(wire.HandleRef(1, "t" * 190)) == wire.HandleRef(1, "t" * 120)


@pytest.mark.parametrize("value", [2**256 - 1, 2**256, -(2**256), 2**4000, -(2**63) - 1, 2**64])
def test_integers_at_their_bounds(value):
    assert round_trip(value) == value


@pytest.mark.parametrize(("frame", "said"), [
    (msgpack.packb(msgpack.ExtType(99, b"\xc0")), "extension 99"),
    (msgpack.packb(msgpack.ExtType(wire._INT, b"1" * (1 << 20))), "an integer of more than a million digits"),
    (msgpack.packb(msgpack.ExtType(wire._ARRAY, struct.pack("<I", 7) + msgpack.packb(["|O8", [0]]))), "dtype '|O8'"),
    (msgpack.packb(msgpack.ExtType(wire._ARRAY, struct.pack("<I", 7) + msgpack.packb(["|V4", [1]]) + b"1234")), "dtype '|V4'"),
    (msgpack.packb(msgpack.ExtType(wire._DATETIME, msgpack.packb(["date", "x"]))), "ValueError: Invalid isoformat string: 'x'"),
])  # fmt: skip
def test_what_is_malformed_is_named(frame, said):
    with pytest.raises(wire.ProtocolError) as caught:
        wire.decode(frame)
    assert str(caught.value) == said


def test_an_enum_of_a_known_home_that_has_no_such_member_is_described():
    def frame(*parts):
        return msgpack.packb(msgpack.ExtType(wire._ENUM, msgpack.packb(parts)))

    assert wire.decode(frame("http", "HTTPStatus", "OK", 200)) is http.HTTPStatus.OK
    assert wire.decode(frame("http", "HTTPStatus", "NO", 1)) == wire.EnumValue("HTTPStatus", "NO", 1)
    assert wire.decode(frame("http", "Nothing", "OK", 1)) == wire.EnumValue("Nothing", "OK", 1)
    assert wire.decode(frame("http", "__name__", "OK", 1)) == wire.EnumValue("__name__", "OK", 1)
    assert wire.decode(frame("collections", "OrderedDict", "OK", 1)) == wire.EnumValue("OrderedDict", "OK", 1)


def test_a_named_tuple_and_a_record_keep_their_names():
    @dataclasses.dataclass
    class Film:
        title: str
        year: int

    record = round_trip(Film("M", 1931))
    assert repr(record) == "Film(title='M', year=1931)"
    assert round_trip(record) == record
    assert repr(round_trip(record)) == repr(record)
    assert wire.decode(wire.encode([Film], lambda value: "a class")) == ["a class"], "a class is no record"


def test_field_schemas_and_results_without_extras():
    from pymilvus import FieldSchema
    from pymilvus.client.types import ExtraList

    field = FieldSchema("v", DataType.FLOAT_VECTOR, dim=4)
    assert round_trip(field).to_dict() == field.to_dict()
    assert round_trip(ExtraList([1, {"a": 2}])) == [1, {"a": 2}]
    assert round_trip(ExtraList([])).extra == {}


@pytest.mark.parametrize("base", [tuple, set, frozenset, list, dict, str, bytes, float, int])
def test_every_plain_type_s_subclass_is_the_plain_type(base):
    """As `time.struct_time` and `date.isocalendar()` are tuples."""
    own = type("Own", (base,), {})
    values = {int: [3, 2**300, -(2**63) - 1], dict: [{"a": (1, {2})}], str: ["x"], bytes: [b"x"], float: [0.5]}.get(base, [[1, 2], []])
    for value in map(base, values):
        found = round_trip([own(value)])[0]
        assert found == value
        assert type(found) is base
    assert round_trip(dt.date(2026, 1, 2).isocalendar()) == (2026, 1, 5)


def test_a_tuple_of_one_s_own_kind_is_a_tuple():
    class Pair(tuple):
        __slots__ = ()

    class Odd(tuple):
        _fields = "xy"

    for kind in (Pair, Odd):
        assert round_trip(kind((1, 2))) == (1, 2)
        assert type(round_trip(kind((1, 2)))) is tuple


@pytest.mark.parametrize("code", [wire._HANDLE, wire._STREAM])
def test_the_number_of_a_reference_is_a_number(code):
    with pytest.raises(wire.ProtocolError):
        wire.decode(msgpack.packb(msgpack.ExtType(code, msgpack.packb(["x", "kind"]))))
    assert wire.decode(msgpack.packb(msgpack.ExtType(code, msgpack.packb([3, "kind"])))).id == 3


def test_a_check_may_send_a_million_rows_and_a_worker_answers_with_less():
    assert wire.MAX_REQUEST > 1_000_000 * 128 * 4
    assert 100_000 * 128 * 4 < wire.MAX_REPLY < wire.MAX_REQUEST
