"""Milvus Lite made as strict as a server: who passes on Lite passes on a server.

Lite answers what every server refuses: a search by another metric than the index's, before a load, without an index,
rows with an id where Milvus gives the ids, NaN; and an upsert merges where a server replaces. `make_strict` puts the rules of ``strict_rules.py`` before the calls of
Lite's own servicer, and mends what Lite answers otherwise.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable
from typing import Any

from grader.backends.strict_rules import COLLECTION_NOT_LOADED, RULES, pairs, specs


def make_strict() -> None:
    """Put the rules before Lite's calls, in this process and for good; what a server answers otherwise is mended. Idempotent."""
    from milvus_lite.adapter.grpc.servicer import MilvusServicer
    from milvus_lite.engine.collection import Collection

    if getattr(MilvusServicer, "strict", False):
        return
    MilvusServicer.strict = True
    Collection.__init__ = _released_at_first(Collection.__init__)
    Collection.upsert = _whole_rows(Collection.upsert)
    for method in {*RULES, "DropIndex"}:
        setattr(MilvusServicer, method, _ruled(method, getattr(MilvusServicer, method)))


def _released_at_first(original: Callable[..., None]) -> Callable[..., None]:
    """Without an index Lite calls a collection loaded; on a server nothing is before `load_collection`."""

    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self._load_state = "released"

    return init


_replacing = threading.local()
"""Whether the upsert that this thread answers replaces whole rows."""


def _whole_rows(original: Callable[..., Any]) -> Callable[..., Any]:
    """An upsert replaces a row unless the request says `partial_update`; Lite keeps whatever key of the dynamic field is not sent again."""

    @functools.wraps(original)
    def upsert(self: Any, records: Any, *args: Any, **kwargs: Any) -> Any:
        return (self.insert if getattr(_replacing, "whole", False) else functools.partial(original, self))(records, *args, **kwargs)

    return upsert


def _ruled(method: str, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def call(self: Any, request: Any, context: Any) -> Any:
        collection = None if method in _WITHOUT_COLLECTION else _collection(self, request, context)
        if collection is not None or method in _WITHOUT_COLLECTION:
            for one in RULES.get(method, ()):
                if (refused := one(request, collection)) is not None:
                    return _refusal(method, *refused)
        if collection is not None and method in _BEFORE:
            _BEFORE[method](request, collection)
        _replacing.whole = method == "Upsert" and not request.partial_update
        reply = original(self, request, context)
        if method in ("Search", "HybridSearch") and not request.output_fields:
            del reply.results.fields_data[:]  # Lite sends every field where a server sends none
        if method == "DropIndex" and collection is not None and not specs(collection):
            collection._load_state = "released"  # noqa: SLF001  Lite has no public way, and would load it
        return reply

    return call


def _by_key(request: Any, collection: Any) -> None:
    """Rows come in the order of their keys, and `limit` holds, also where ids are asked for: Lite keeps the order asked.

    Of a request that names no field, as an iterator's may be, a server sends the key and Lite every field.
    """
    if not request.output_fields:
        request.output_fields.extend(f.name for f in collection.schema.fields if f.is_primary)
    if not any(p.key == "iterator" for p in request.query_params) and "count(*)" not in request.output_fields:
        request.query_params.add(key="iterator", value="False")


def _wide_enough(request: Any, collection: Any) -> None:
    """Without `ef` a server looks as far as the limit; Lite looks at 64, and gives no more."""
    given = pairs(request.search_params)
    limit = int(given.get("topk", 1))
    if "ef" in given or limit <= _LITES_EF or not any(s.index_type.startswith(("HNSW", "AUTOINDEX")) for s in specs(collection).values()):
        return
    for pair in request.search_params:
        if pair.key == "params":
            pair.value = json.dumps({**json.loads(pair.value), "ef": limit})
            return
    request.search_params.add(key="params", value=json.dumps({"ef": limit}))


_LITES_EF = 64
_WITHOUT_COLLECTION = {"CreateCollection", "RenameCollection", "CreateAlias", "AlterAlias"}
_BEFORE: dict[str, Callable[[Any, Any], None]] = {"Query": _by_key, "Search": _wide_enough}


def _collection(servicer: Any, request: Any, context: Any) -> Any:
    """The collection that a request is about; None where there is none, which Lite says itself."""
    from milvus_lite.exceptions import MilvusLiteError

    try:
        return servicer._get_collection(request, context)  # noqa: SLF001  the servicer's own way, aliases and databases included
    except MilvusLiteError:
        return None


def _refusal(method: str, code: int, words: str) -> Any:
    from pymilvus.grpc_gen import common_pb2, milvus_pb2

    legacy = code if code == COLLECTION_NOT_LOADED else 1
    status = common_pb2.Status(error_code=legacy, code=code, reason=words)
    replies = {
        "Search": milvus_pb2.SearchResults, "HybridSearch": milvus_pb2.SearchResults, "Query": milvus_pb2.QueryResults,
        "Insert": milvus_pb2.MutationResult, "Upsert": milvus_pb2.MutationResult, "Delete": milvus_pb2.MutationResult,
    }  # fmt: skip
    return replies[method](status=status) if method in replies else status
