"""What the submission said to Milvus, seen and bent by the grader.

A generic gRPC pass-through on a unix socket of its own: it forwards bytes, remembers method, request,
status and identity, and may delay a call, fail it, lose its reply, or turn a query's rows round.
Nothing in the worker knows. Its cost per call is measured in ``benchmarks/tap.py``.
"""

from __future__ import annotations

import base64
import contextlib
import json
import threading
import time
from concurrent import futures
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import grpc

from grader.checks.replies import hollow, reply_code, reversed_rows

_SERVICE = "/milvus.proto.milvus.MilvusService"
_NUMBERS = frozenset({
    "topk", "limit", "offset", "nprobe", "ef", "radius", "range_filter", "round_decimal", "nlist", "M", "efConstruction", "m", "nbits",
    "reorder_k", "search_list", "group_size", "max_empty_result_buckets", "drop_ratio_search", "level",
})  # fmt: skip
_UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
_BOUNDED = [
    ("grpc.max_receive_message_length", 64 << 20),  # as a server's proxy has it
    ("grpc.max_send_message_length", -1),
    ("grpc.http2.max_ping_strikes", 0),  # pymilvus asks every ten seconds whether we are there, even while it says nothing
    ("grpc.compression_enabled_algorithms_bitset", 1),  # none: pymilvus sends plain frames, and others unfold here
]
_NO_DEADLINE = 1e6
"""A client without a deadline reports an enormous one, which a channel would take for "at once"."""
_KEPT_REQUEST, _KEPT_ALL = 8 << 20, 256 << 20
_MAX_CALLS = 20_000
_BULKY = ("Insert", "Upsert")
"""May be too large to be kept, and say so by their size. Any other call that would leave no record is refused."""
_FORWARDED = ("authorization", "dbname", "client-request-msec", "client_request_id", "identifier")


@dataclass
class Call:
    """One call, as it went by.

    Attributes:
        method: ``Search``, ``Insert`` …; of another service than Milvus' own the whole path, ``/nobody.Nothing/Search``.
        raw: the request's bytes; empty for rows of over 8 MiB, and once 256 MiB are kept.
        size: bytes of the request.
        received: bytes of the reply that the client was given; 0 where it was given none.
        status: a gRPC code's name; ``OK`` even if Milvus answered with an error of its own, see `code`.
        code: Milvus' own error code in the reply, 0 for none.
        user: who the client said it was; empty for nobody.
        db: the database named in the call's metadata.
        at: seconds since the tap was opened.
        seconds: how long Milvus took.
        allowed: seconds that the client gave the call; None for one without a timeout.
    """

    method: str
    raw: bytes
    size: int
    user: str
    db: str
    at: float
    status: str = ""
    code: int = 0
    seconds: float = 0.0
    received: int = 0
    allowed: float | None = None

    @property
    def answered(self) -> bool:
        """Whether Milvus did what was asked."""
        return self.status == "OK" and self.code == 0

    @cached_property
    def request(self) -> Any:
        """The decoded request: a message of pymilvus' own ``milvus_pb2``."""
        kind = _request_type(self.method)
        if kind is None or (not self.raw and self.size):
            return None
        return kind.FromString(self.raw)

    @property
    def collection(self) -> str:
        return str(getattr(self.request, "collection_name", ""))

    @property
    def params(self) -> dict[str, Any]:
        """Search parameters by name: ``topk``, ``metric_type``, and ``nprobe`` or ``ef`` however they were nested.

        A number that was given as text is a number, as it is for Milvus.
        """
        pairs = getattr(self.request, "search_params", ()) or getattr(self.request, "extra_params", ())
        merged: dict[str, Any] = {}
        for pair in pairs:
            value = _value(pair.value)
            if pair.key == "params" and isinstance(value, dict):
                merged.update(value.pop("params", {}) if isinstance(value.get("params"), dict) else {})
                merged.update(value)
            else:
                merged.setdefault(pair.key, value)
        return {k: _number(v) if k in _NUMBERS else v for k, v in merged.items()}

    @property
    def consistency(self) -> str:
        """``Strong``, ``Session``, ``Bounded``, ``Eventually``, ``Customized`` or ``default``."""
        if getattr(self.request, "use_default_consistency", False):
            return "default"
        names = ("Strong", "Session", "Bounded", "Eventually", "Customized")
        level = int(getattr(self.request, "consistency_level", 0))
        return names[level] if level < len(names) else str(level)

    @property
    def level(self) -> str:
        """The consistency as a learner reads it; a collection of the course that says nothing is Bounded."""
        return "no level, which is Bounded here" if self.consistency == "default" else self.consistency

    @property
    def rows(self) -> int:
        """Rows of an insert or upsert, queries of a search."""
        return int(getattr(self.request, "num_rows", 0) or getattr(self.request, "nq", 0))


@dataclass
class _Bend:
    method: str
    times: int
    delay: float = 0.0
    code: str = ""
    lose_reply: bool = False
    reverse: bool = False
    hollow: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, method: str) -> bool:
        with self.lock:
            if method != self.method or self.times == 0:
                return False
            self.times -= 1
            return True


class Tap(grpc.GenericRpcHandler):  # type: ignore[misc]  # grpc publishes no types
    """The pass-through; create it after the last fork of this process."""

    def __init__(self, address: str, target: str) -> None:
        """Listen on `address` (``unix:/path``) and forward to `target`: an endpoint's uri, but not one of TLS.

        Raises:
            ValueError: `target` speaks TLS, and what goes by is read in the clear.
        """
        if target.startswith("https://"):
            raise ValueError(f"a tap stands before a Milvus without TLS, not before {target}")
        self.channel = grpc.insecure_channel(target.removeprefix("http://"), options=_UNLIMITED)
        self.stubs: dict[str, Any] = {}
        self.recorded: list[Call] = []
        self.kept = 0
        self.bends: list[_Bend] = []
        self.opened = time.monotonic()
        self.lock = threading.Lock()
        self.server = grpc.server(
            futures.ThreadPoolExecutor(16, thread_name_prefix="tap"), handlers=[self], options=_BOUNDED
        )
        self.server.add_insecure_port(address)
        self.server.start()

    def service(self, details: Any) -> Any:
        """Called by grpc for each call: hand out a forwarder of bytes."""
        method = details.method

        def forward(request: bytes, context: Any) -> bytes:
            return self._forward(method, request, context)

        return grpc.unary_unary_rpc_method_handler(forward)

    def calls(self, method: str | None = None) -> list[Call]:
        with self.lock:
            return [c for c in self.recorded if method is None or c.method == method]

    def forget(self) -> None:
        with self.lock:
            self.recorded.clear()
            self.kept = 0

    def bend(self, method: str, times: int, **how: Any) -> None:
        """Change what happens to the next `times` calls of a method; how: the further fields of a bend."""
        with self.lock:
            self.bends.append(_Bend(method, times, **how))

    def straighten(self) -> None:
        with self.lock:
            self.bends.clear()

    def close(self) -> None:
        self.server.stop(0)
        self.channel.close()

    def _record(self, call: Call) -> bool:
        """Keep a call, its request too where there is room; False when it would leave no trace. The lock is held."""
        if len(self.recorded) >= _MAX_CALLS:
            return False
        if call.size > _KEPT_REQUEST or self.kept + call.size > _KEPT_ALL:
            if call.method not in _BULKY:
                return False
            call.raw = b""
        self.kept += len(call.raw)
        self.recorded.append(call)
        return True

    def _stub(self, path: str) -> Any:
        with self.lock:
            if path not in self.stubs:
                self.stubs[path] = self.channel.unary_unary(path, request_serializer=None, response_deserializer=None)
            return self.stubs[path]

    def _forward(self, path: str, request: bytes, context: Any) -> bytes:
        service, _, name = path.rpartition("/")
        method = name if service == _SERVICE else path
        metadata = [(k, v) for k, v in context.invocation_metadata() if k in _FORWARDED]
        known = dict(metadata)
        started = time.monotonic()
        remaining = context.time_remaining()
        timeout = None if remaining is None or remaining > _NO_DEADLINE else remaining
        call = Call(method, request, len(request), _user(known), known.get("dbname", ""), started - self.opened, allowed=timeout)
        with self.lock:
            recorded = self._record(call)
            bends = [b for b in self.bends if recorded and b.take(method)]
        if not recorded:
            context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "more than the grader keeps a record of")
        stub = self._stub(path)
        for bend in bends:
            if bend.delay:
                time.sleep(bend.delay)
            if bend.code:
                call.status = bend.code
                context.abort(grpc.StatusCode[bend.code], "injected by the exercise")
        if any(b.hollow for b in bends):
            call.status = "HOLLOW"
            return hollow(method, request)
        timeout = timeout and max(0.0, started + timeout - time.monotonic())
        try:
            reply: bytes = stub(request, metadata=metadata, timeout=timeout)
        except grpc.RpcError as error:
            call.status, call.seconds = error.code().name, time.monotonic() - started
            context.abort(error.code(), error.details())
            raise  # abort raises; this tells the type checker
        call.seconds, call.status, call.code = time.monotonic() - started, "OK", reply_code(method, reply)
        if any(b.lose_reply for b in bends):
            call.status = "LOST"
            context.abort(grpc.StatusCode.UNAVAILABLE, "the reply was lost")
        call.received = len(reply)
        return reversed_rows(reply) if any(b.reverse for b in bends) else reply


def _user(metadata: dict[str, str]) -> str:
    with contextlib.suppress(ValueError):
        return base64.b64decode(metadata.get("authorization", "")).decode(errors="replace").split(":")[0]
    return ""


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _number(value: Any) -> Any:
    """What Milvus reads there: a number, also where its text was sent."""
    if not isinstance(value, str):
        return value
    with contextlib.suppress(ValueError):
        return int(value)
    with contextlib.suppress(ValueError):
        return float(value)
    return value


def _request_type(method: str) -> Any:
    from pymilvus.grpc_gen import milvus_pb2

    service = milvus_pb2.DESCRIPTOR.services_by_name["MilvusService"].methods_by_name.get(method)
    return getattr(milvus_pb2, service.input_type.name, None) if service is not None else None
