"""What may cross between the trusted process and a worker: data only, capped, never code (pure).

A frame is eight bytes of length, little-endian, and one msgpack value. What crosses keeps its type
and its value, by this table; each row has its test in ``tests/worker/test_wire.py``.

====================================================  =====================================================
what is sent                                          what arrives
====================================================  =====================================================
``None``, ``bool``, ``int`` of any size, ``float``    the same, NaN and infinities included
(with NaN), ``str`` (lone surrogates too), ``bytes``
``complex``; ``bytearray``                            the same; ``bytes``
``list``, ``tuple``, ``set``, ``frozenset``, ``dict`` the same; keys of any hashable kind that crosses
``datetime``, ``date``, ``time``, ``timedelta``       the same, with the offset from UTC
an enum of pymilvus or of the standard library        the member itself
any other enum                                        :class:`EnumValue`: its type's name, name and value
a named tuple                                         a named tuple of the same type name and fields
a data class                                          :class:`Record`: attributes, and equal by type name and fields
a NumPy array, a NumPy scalar                         the same dtype, shape and values (numbers, text, bytes, dates)
a pymilvus result (search, query, insert …)           a list with ``extra``, hits as dictionaries
a pymilvus schema, index parameters                   rebuilt from their dictionaries
a ``MilvusClient``                                    :class:`Connect`: *connect here*, with identity and TLS files
a callable, to the worker                             :class:`Callback`: runs where it came from, on data
a generator or iterator, from the worker              :class:`StreamRef`: items are asked for one by one
anything else, from the worker                        :class:`HandleRef`: stays there; never data, never true
anything else, to the worker                          refused, naming the type
====================================================  =====================================================

A subclass of a plain type arrives as the plain type: an object whose ``__eq__`` lies stays behind.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import enum
import functools
import importlib
import struct
import sys
from collections.abc import Callable
from typing import Any

import msgpack

from grader.errors import WireRefused
from grader.worker.bounds import MAX_ITEMS, Bounds
from grader.worker.values import Callback, Connect, EnumValue, HandleRef, Record, ResultList, StreamRef

__all__ = [
    "HEADER", "MAX_DEPTH", "MAX_ITEMS", "MAX_REPLY", "MAX_REQUEST", "Callback", "Connect", "EnumValue", "HandleRef", "ProtocolError",
    "Record", "ResultList", "StreamRef", "decode", "encode", "refuse", "type_name",
]  # fmt: skip

MAX_REPLY = 64 << 20
"""Bytes that a worker may send in one frame."""
MAX_REQUEST = 1 << 30
"""Bytes that the trusted process may send in one frame."""
MAX_DEPTH = 64

HEADER = struct.Struct("<Q")

(_INT, _TUPLE, _SET, _FROZENSET, _COMPLEX, _DATETIME, _ENUM, _NAMEDTUPLE, _RECORD, _ARRAY, _SCALAR,
 _RESULT, _SCHEMA, _CONNECT, _CALLBACK, _STREAM, _HANDLE) = range(1, 18)  # fmt: skip

_NUMPY_KINDS = "biufcSUmM"
_ENUM_HOMES = ("pymilvus.", "http", "signal", "socket", "enum")


class ProtocolError(Exception):
    """A frame that no honest peer sends."""


Keep = Callable[[Any], Any]
"""Turns what is not data into one of the references above, or raises :class:`WireRefused`."""


def refuse(value: Any) -> Any:
    """The keeper that keeps nothing."""
    raise WireRefused(
        "Only data crosses to a submission", f"an object of type {type_name(type(value))}", "pass plain data or arrays"
    )


def encode(value: Any, keep: Keep = refuse) -> bytes:
    """Pack a value; `keep` decides about everything that is not data.

    Raises:
        WireRefused: a cycle, more than 64 levels, or what `keep` refuses.
    """
    try:
        return _pack(value, keep)
    except (RecursionError, ValueError) as error:
        raise WireRefused(
            f"Data nests at most {MAX_DEPTH} levels deep and has no cycle", f"{type_name(type(value))}: {error}"
        ) from None
    except OverflowError as error:
        raise WireRefused("Data of a size that crosses", str(error)) from None


def decode(data: bytes | bytearray | memoryview, wrap: Keep | None = None) -> Any:
    """Unpack a value; `wrap` turns references into what the receiver uses.

    Raises:
        ProtocolError: whatever is malformed, however.
    """
    try:
        return _unpack(data, wrap or (lambda ref: ref), 0, Bounds(len(data)))
    except ProtocolError:
        raise
    except Exception as error:
        raise ProtocolError(f"{type(error).__name__}: {str(error)[:200]}") from None


def type_name(cls: type) -> str:
    """``module.Name``, without the module for built-in types; at most 120 characters."""
    home = "" if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}."
    return f"{home}{cls.__qualname__}"[:120]


def _pack(value: Any, keep: Keep) -> bytes:
    packed: bytes = msgpack.packb(
        value, default=functools.partial(_default, keep=keep), strict_types=True, unicode_errors="surrogatepass"
    )
    return packed


def _default(value: Any, keep: Keep) -> Any:
    """Called by msgpack for whatever is not exactly one of its own types."""
    kind = type(value)
    for cls, code, plain in _CONTAINERS:
        if kind is cls:
            return msgpack.ExtType(code, _pack(plain(value), keep))
    if kind is int:
        return msgpack.ExtType(_INT, str(value).encode() if abs(value) < 1 << 256 else hex(value).encode())
    for encoder in (_encode_reference, _encode_standard, _encode_numpy, _encode_pymilvus):
        found = encoder(value, keep)
        if found is not None:
            return found
    for cls in (bool, int, float, str, bytes, list, tuple, dict, set, frozenset):
        if isinstance(value, cls):  # the plain value of a subclass, read with the base's own methods
            plain = _PLAIN[cls](value)
            # What is returned here is not asked about again: a tuple, a set or a large integer needs its own form at once.
            return _default(plain, keep) if cls in (int, tuple, set, frozenset) else plain
    kept = keep(value)
    if kept is value:
        raise WireRefused("Only data crosses", f"an object of type {type_name(kind)}")
    return _encode_reference(kept, keep) if isinstance(kept, _REFERENCES) else kept


_CONTAINERS: tuple[tuple[type, int, Callable[[Any], Any]], ...] = (
    (tuple, _TUPLE, list), (set, _SET, list), (frozenset, _FROZENSET, list),
    (complex, _COMPLEX, lambda c: [c.real, c.imag]),
)  # fmt: skip
_REFERENCES = (Connect, Callback, StreamRef, HandleRef)
_PLAIN: dict[type, Callable[[Any], Any]] = {
    bool: lambda v: int.__ne__(v, 0), int: lambda v: int.__add__(v, 0), float: lambda v: float.__add__(v, 0.0),
    str: lambda v: str.__str__(v) if type(v) is str else "".join(str.__iter__(v)),
    bytes: lambda v: bytes.__add__(v, b""), list: lambda v: list(list.__iter__(v)),
    tuple: lambda v: tuple(tuple.__iter__(v)), dict: lambda v: dict(dict.items(v)),
    set: lambda v: set(set.__iter__(v)), frozenset: lambda v: frozenset(frozenset.__iter__(v)),
}  # fmt: skip


def _encode_reference(value: Any, keep: Keep) -> Any:
    if isinstance(value, Connect):
        return msgpack.ExtType(_CONNECT, _pack([value.uri, dict(value.options)], keep))
    if isinstance(value, Callback):
        return msgpack.ExtType(_CALLBACK, _pack(value.id, keep))
    if isinstance(value, StreamRef):
        return msgpack.ExtType(_STREAM, _pack([value.id, value.kind], keep))
    if isinstance(value, HandleRef):
        return msgpack.ExtType(_HANDLE, _pack([value.id, value.type], keep))
    return None


def _encode_standard(value: Any, keep: Keep) -> Any:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return msgpack.ExtType(_DATETIME, _pack([type(value).__name__, value.isoformat()], keep))
    if isinstance(value, dt.timedelta):
        return msgpack.ExtType(_DATETIME, _pack(["timedelta", value.days, value.seconds, value.microseconds], keep))
    if isinstance(value, enum.Enum):
        cls = type(value)
        return msgpack.ExtType(_ENUM, _pack([cls.__module__, cls.__qualname__, value.name, value.value], keep))
    names = getattr(type(value), "_fields", None)
    if isinstance(value, tuple) and isinstance(names, tuple):
        return msgpack.ExtType(_NAMEDTUPLE, _pack([type(value).__name__, list(names), list(value)], keep))
    if isinstance(value, Record):
        return msgpack.ExtType(_RECORD, _pack([value.__dict__["_type"], value._asdict()], keep))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return msgpack.ExtType(_RECORD, _pack([type(value).__name__, fields], keep))
    return None


def _encode_numpy(value: Any, keep: Keep) -> Any:
    np = sys.modules.get("numpy")
    if np is None or not isinstance(value, np.ndarray | np.generic):
        return None
    if value.dtype.kind not in _NUMPY_KINDS or value.dtype.fields:
        raise WireRefused("An array of numbers, text, bytes or dates", f"dtype {value.dtype}", "convert it with astype")
    array = np.ascontiguousarray(value)
    shape = np.shape(value)
    head = _pack([array.dtype.str, list(shape)], keep)
    code = _ARRAY if isinstance(value, np.ndarray) else _SCALAR
    return msgpack.ExtType(code, struct.pack("<I", len(head)) + head + array.tobytes())


def _encode_pymilvus(value: Any, keep: Keep) -> Any:
    if not type(value).__module__.startswith("pymilvus."):
        return None
    name = type(value).__name__
    if name in ("CollectionSchema", "FieldSchema"):
        return msgpack.ExtType(_SCHEMA, _pack([name, value.to_dict()], keep))
    if name == "IndexParams":
        return msgpack.ExtType(_SCHEMA, _pack([name, [i.to_dict() for i in value]], keep))
    if isinstance(value, list):  # results are lists that decode their rows when they are walked
        extra = getattr(value, "extra", None)
        extra = {str(k): v for k, v in extra.items()} if isinstance(extra, dict) else {}
        return msgpack.ExtType(_RESULT, _pack([[_plain_hit(x) for x in value], extra], keep))
    if isinstance(value, dict):
        return dict(value.items())
    return None


def _plain_hit(value: Any) -> Any:
    return dict(value.items()) if isinstance(value, dict) else value


def _unpack(data: bytes | bytearray | memoryview, wrap: Keep, depth: int, bounds: Bounds) -> Any:
    if depth > MAX_DEPTH:
        raise ProtocolError("nested too deep")
    return msgpack.unpackb(
        data,
        ext_hook=lambda code, inner: _extension(code, inner, wrap, depth + 1, bounds),
        list_hook=bounds.a_list,
        object_pairs_hook=bounds.a_dict,
        strict_map_key=False,
        unicode_errors="surrogatepass",
        max_array_len=MAX_ITEMS,
        max_map_len=MAX_ITEMS,
    )


def _extension(code: int, data: bytes, wrap: Keep, depth: int, bounds: Bounds) -> Any:
    bounds.copied(len(data))
    if code in (_ARRAY, _SCALAR):
        return _array(data, scalar=code == _SCALAR)
    if code == _INT:
        return int(data, 16 if data[:3].lstrip(b"-")[:2] == b"0x" else 10) if len(data) < 1 << 20 else _too_long()
    inner = _unpack(data, wrap, depth, bounds)
    if code in (_SET, _FROZENSET):
        return bounds.a_set(inner) if code == _SET else frozenset(bounds.a_set(inner))
    decoder = _DECODERS.get(code)
    if decoder is None:
        raise ProtocolError(f"extension {code}")
    value = decoder(inner)
    return wrap(value) if isinstance(value, _REFERENCES) else value


def _too_long() -> Any:
    raise ProtocolError("an integer of more than a million digits")


def _array(data: bytes, *, scalar: bool) -> Any:
    import numpy as np

    (size,) = struct.unpack_from("<I", data)
    dtype_text, shape = msgpack.unpackb(data[4 : 4 + size])
    dtype = np.dtype(dtype_text)
    if dtype.kind not in _NUMPY_KINDS or dtype.hasobject or dtype.fields:
        raise ProtocolError(f"dtype {dtype_text!r}")
    array = np.frombuffer(data, dtype, offset=4 + size).reshape([int(n) for n in shape]).copy()
    return array[()] if scalar else array


def _datetime(inner: list[Any]) -> Any:
    kind, *rest = inner
    if kind == "timedelta":
        days, seconds, microseconds = rest
        return dt.timedelta(days, seconds, microseconds)
    cls: Any = {"date": dt.date, "time": dt.time}.get(kind, dt.datetime)
    return cls.fromisoformat(rest[0])


def _enum(inner: list[Any]) -> Any:
    module, qualname, name, value = inner
    if any(module == home or module.startswith(home) for home in _ENUM_HOMES) and module in sys.modules:
        cls = getattr(importlib.import_module(module), qualname, None)
        if isinstance(cls, type) and issubclass(cls, enum.Enum) and name in cls.__members__:
            return cls[name]
    return EnumValue(str(qualname), str(name), value)


def _namedtuple(inner: list[Any]) -> Any:
    name, fields, values = inner
    return collections.namedtuple(str(name), [str(f) for f in fields])(*values)


def _schema(inner: list[Any]) -> Any:
    name, data = inner
    import pymilvus

    if name == "CollectionSchema":
        return pymilvus.CollectionSchema.construct_from_dict(data)
    if name == "FieldSchema":
        return pymilvus.FieldSchema.construct_from_dict(data)
    params = pymilvus.MilvusClient.prepare_index_params()
    for entry in data:
        params.add_index(**entry)
    return params


_DECODERS: dict[int, Callable[[Any], Any]] = {
    _TUPLE: tuple, _COMPLEX: lambda v: complex(*v),
    _DATETIME: _datetime, _ENUM: _enum, _NAMEDTUPLE: _namedtuple,
    _RECORD: lambda v: Record(str(v[0]), {str(k): x for k, x in v[1].items()}),
    _RESULT: lambda v: ResultList(v[0], v[1]), _SCHEMA: _schema,
    _CONNECT: lambda v: Connect(str(v[0]), dict(v[1])), _CALLBACK: lambda v: Callback(int(v)),
    _STREAM: lambda v: StreamRef(int(v[0]), str(v[1])[:40]), _HANDLE: lambda v: HandleRef(int(v[0]), str(v[1])[:120]),
}  # fmt: skip
