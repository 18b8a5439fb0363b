"""What every server refuses and Milvus Lite lets pass, a rule each: ``strict.py`` puts them before Lite's own calls.

A rule looks at a request and its collection and says no with a server's code and words, or nothing. The words are those
of Milvus 2.3.5, without the names of its parts; ``tests/backends/test_strict.py`` asks both. What only old servers refuse
(an infix `like`, an index without `nlist`) is no rule.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

UNEXPECTED, COLLECTION_NOT_LOADED, INDEX_NOT_FOUND, PARAMETER_INVALID, FIELD_NAME_INVALID = 65535, 101, 700, 1100, 1701
WINDOW = 16_384
"""Rows of an answer, and queries of a search, at most."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_LONGEST_NAME, _WIDEST = 255, 32_768
_BUILD = {"nlist": (1, 65_536), "M": (1, 2_048), "efConstruction": (1, 2_147_483_647)}
_INDEX_TYPES = re.compile(r"[A-Z0-9_]+")

Refusal = tuple[int, str]
Rule = Callable[[Any, Any], "Refusal | None"]
"""From a request and its collection (None where it has none yet) to code and words, or nothing."""
RULES: dict[str, list[Rule]] = {}


def rule(*methods: str) -> Callable[[Rule], Rule]:
    """Say before which calls a rule stands, in the order of the file."""

    def register(function: Rule) -> Rule:
        for method in methods:
            RULES.setdefault(method, []).append(function)
        return function

    return register


def specs(collection: Any) -> dict[str, Any]:
    """Field to its index, as Lite keeps them; it has no public way to ask for a metric."""
    found: dict[str, Any] = collection._index_specs  # noqa: SLF001
    return found


# -- names, schema, index --------------------------------------------------------------------------------


def _bad_name(name: str) -> str:
    """What a server says of a name; empty for a good one."""
    if len(name) > _LONGEST_NAME:
        return "the length of a {kind} must be less than 255 characters"
    if not re.match(r"[A-Za-z_]", name):
        return "the first character of a {kind} must be an underscore or letter"
    return "" if _NAME.fullmatch(name) else "{kind} can only contain numbers, letters and underscores"


def _named(kind: str, name: str) -> Refusal | None:
    why = _bad_name(name).format(kind=kind)
    return (PARAMETER_INVALID, f"Invalid {kind}: {name}. {why}: invalid parameter") if why else None


@rule("CreateCollection")
def collection_name(request: Any, collection: Any) -> Refusal | None:
    return _named("collection name", request.collection_name)


@rule("RenameCollection")
def new_name(request: Any, collection: Any) -> Refusal | None:
    return _named("collection name", request.newName)


@rule("CreateAlias", "AlterAlias")
def alias(request: Any, collection: Any) -> Refusal | None:
    return _named("collection alias", request.alias)


@rule("CreatePartition")
def partition_name(request: Any, collection: Any) -> Refusal | None:
    why = _bad_name(request.partition_name).format(kind="partition name")
    return (UNEXPECTED, f"Invalid partition name: {request.partition_name}. {why[0].upper()}{why[1:]}.") if why else None


@rule("CreateCollection")
def fields(request: Any, collection: Any) -> Refusal | None:
    from pymilvus.grpc_gen import schema_pb2

    for field in schema_pb2.CollectionSchema.FromString(request.schema).fields:
        if why := _bad_name(field.name):
            why = why.format(kind="field name")
            return FIELD_NAME_INVALID, f"Invalid field name: {field.name}. {why[0].upper()}{why[1:]}.: field name invalid[field={field.name}]"
        given = {p.key: p.value for p in field.type_params}
        if field.data_type == schema_pb2.DataType.VarChar and "max_length" not in given:
            return UNEXPECTED, f"type param(max_length) should be specified for varChar field of collection {request.collection_name}"
        if int(given.get("dim") or 1) > _WIDEST:
            return UNEXPECTED, f"invalid dimension: {given['dim']}. should be in range 1 ~ {_WIDEST}"
    return None


@rule("CreateIndex")
def index(request: Any, collection: Any) -> Refusal | None:
    given = pairs(request.extra_params)
    kind = str(given.get("index_type", ""))
    if kind and not _INDEX_TYPES.fullmatch(kind):
        return UNEXPECTED, f"invalid index type: {kind}"
    for name, (least, most) in _BUILD.items():
        if name in given and not (_whole(given[name]) and least <= int(given[name]) <= most):
            return UNEXPECTED, f"{name} out of range: [{least}, {most}]"
    return None


@rule("LoadCollection")
def load_without_an_index(request: Any, collection: Any) -> Refusal | None:
    bare = [f.name for f in collection.schema.fields if f.dim is not None and f.name not in specs(collection)]
    return (INDEX_NOT_FOUND, f"index not found[collection={collection.name}]") if bare else None


# -- rows ------------------------------------------------------------------------------------------------


@rule("Insert")
def ids_that_milvus_gives(request: Any, collection: Any) -> Refusal | None:
    automatic = next((f.name for f in collection.schema.fields if f.is_primary and f.auto_id), None)
    if automatic is not None and any(f.field_name == automatic for f in request.fields_data):
        wanted = len(collection.schema.fields) - 1
        return PARAMETER_INVALID, f"the number of fields is less than needed: invalid parameter[expected={wanted}][actual={len(request.fields_data)}]"
    return None


@rule("Insert", "Upsert")
def values(request: Any, collection: Any) -> Refusal | None:
    longest = {f.name: f.max_length for f in collection.schema.fields if f.max_length}
    for field in request.fields_data:
        vectors = field.vectors.float_vector.data
        if vectors and not math.isfinite(total := sum(vectors)):
            return UNEXPECTED, f"value '{'NaN' if math.isnan(total) else '+Inf'}' is not a number or infinity"
        most = longest.get(field.field_name, 0)
        for number, text in enumerate(field.scalars.string_data.data if most else ()):
            size = len(text) if text.isascii() else len(text.encode())
            if size > most:
                return PARAMETER_INVALID, (
                    f"the length ({size}) of {number}th string exceeds max length ({most}): invalid parameter"
                    "[expected=valid length string][actual=string length exceeds max length]"
                )
    return None


@rule("Delete")
def delete_by_a_filter(request: Any, collection: Any) -> Refusal | None:
    from milvus_lite.adapter.grpc.servicer import MilvusServicer

    by_key = MilvusServicer._extract_pks_from_expr(request.expr, collection) is not None  # noqa: SLF001  what Lite itself goes by
    return None if by_key or collection.load_state == "loaded" else _not_loaded(collection, "")


# -- reads -----------------------------------------------------------------------------------------------


def _not_loaded(collection: Any, doing: str) -> Refusal:
    return COLLECTION_NOT_LOADED, f"{doing}collection not loaded[collection={collection.name}]"


@rule("Search", "HybridSearch")
def search_unloaded(request: Any, collection: Any) -> Refusal | None:
    return None if collection.load_state == "loaded" else _not_loaded(collection, "failed to search: ")


@rule("Query")
def query_unloaded(request: Any, collection: Any) -> Refusal | None:
    return None if collection.load_state == "loaded" else _not_loaded(collection, "failed to query: ")


@rule("Search", "HybridSearch", "Query")
def unknown_fields(request: Any, collection: Any) -> Refusal | None:
    if collection.schema.enable_dynamic_field:
        return None
    known = {f.name for f in collection.schema.fields} | {"$meta"}
    for name in request.output_fields:
        if _NAME.fullmatch(name) and name not in known:
            return UNEXPECTED, f"field {name} not exist"
    return None


@rule("Search", "Query")
def unknown_partitions(request: Any, collection: Any) -> Refusal | None:
    for name in request.partition_names:
        if name not in collection.list_partitions():
            return UNEXPECTED, f"partition name {name} not found"
    return None


@rule("Search")
def search_window(request: Any, collection: Any) -> Refusal | None:
    given = pairs(request.search_params)
    if not _whole(given.get("topk", 1)):
        return UNEXPECTED, f"topk [{given['topk']}] is invalid"
    limit, offset = int(given.get("topk", 1)), int(given.get("offset") or 0)
    if not 1 <= limit <= WINDOW:
        return UNEXPECTED, f"topk [{limit}] is invalid, top k should be in range [1, {WINDOW}], but got {limit}"
    if limit + offset > WINDOW:
        return UNEXPECTED, f"offset+topk [{limit + offset}] is invalid, top k should be in range [1, {WINDOW}], but got {limit + offset}"
    if request.nq > WINDOW:
        return UNEXPECTED, f"nq [{request.nq}] is invalid, nq (number of search vector per search request) should be in range [1, {WINDOW}], but got {request.nq}"
    return None


@rule("Query")
def query_window(request: Any, collection: Any) -> Refusal | None:
    given = pairs(request.query_params)
    counts = "count(*)" in request.output_fields
    if "limit" not in given:
        return None if request.expr or counts else (UNEXPECTED, "empty expression should be used with limit")
    limit, offset = int(given["limit"]), int(given.get("offset") or 0)
    if counts:
        return UNEXPECTED, "count entities with pagination is not allowed"
    if limit < 1 and "iterator" not in given:
        return UNEXPECTED, f"invalid max query result window, limit [{limit}] is invalid, should be greater than 0"
    if limit + offset > WINDOW:
        return UNEXPECTED, f"invalid max query result window, (offset+limit) should be in range [1, {WINDOW}], but got {limit + offset}"
    return None


@rule("Search")
def search_params(request: Any, collection: Any) -> Refusal | None:
    given = pairs(request.search_params)
    vectors = [f.name for f in collection.schema.fields if f.dim is not None or f.is_function_output]
    field = given.get("anns_field") or (vectors[0] if len(vectors) == 1 else None)
    if field is None:
        return UNEXPECTED, f"multiple vector fields is not supported, fields name: {', '.join(vectors)}"
    spec = specs(collection).get(field)
    if spec is None:
        return None  # Lite says that there is no such field
    metric = str(given.get("metric_type") or spec.metric_type).upper()
    if metric != spec.metric_type.upper():
        return UNEXPECTED, f"fail to search: metric type not match: invalid parameter[expected={spec.metric_type}][actual={metric}]"
    return _of_index(spec.index_type, given) or _ring(metric, given) or _dimension(request, collection, field)


def _of_index(kind: str, given: dict[str, Any]) -> Refusal | None:
    """The search parameters that an index takes."""
    if kind.startswith("IVF") and "nprobe" in given and not (_whole(given["nprobe"]) and 1 <= int(given["nprobe"]) <= _BUILD["nlist"][1]):
        return UNEXPECTED, f"failed to search: out of range in json: param nprobe out of range [ 1,{_BUILD['nlist'][1]} ]"
    if kind.startswith("HNSW") and "ef" in given:
        if not _whole(given["ef"]):
            return UNEXPECTED, f"failed to search: type conflict in json: param ef ({given['ef']}) should be integer"
        if int(given["ef"]) < int(given.get("topk", 1)):
            return UNEXPECTED, f"failed to search: out of range in json: ef({given['ef']}) should be larger than k({given['topk']})"
    return None


def _ring(metric: str, given: dict[str, Any]) -> Refusal | None:
    """The two radii of a range search: numbers, never as text, and the outer one first, whichever way the metric runs."""
    for value in (given[name] for name in ("radius", "range_filter") if name in given):
        if isinstance(value, bool) or not isinstance(value, int | float):
            kind = {bool: "boolean", str: "string", type(None): "null"}.get(type(value), "array")
            return UNEXPECTED, f"[json.exception.type_error.302] type must be number, but is {kind}"
    if given.get("radius") is None or given.get("range_filter") is None:
        return None
    outer, inner = float(given["radius"]), float(given["range_filter"])
    if metric == "L2" and inner >= outer:
        return UNEXPECTED, f"range_filter must be less than radius for L2: range_filter {inner:g}, radius {outer:g}"
    if metric != "L2" and inner <= outer:
        return UNEXPECTED, f"range_filter must be greater than radius for {metric}: range_filter {inner:g}, radius {outer:g}"
    return None


def _dimension(request: Any, collection: Any, field: str) -> Refusal | None:
    from pymilvus.grpc_gen import common_pb2

    dim = next((f.dim for f in collection.schema.fields if f.name == field), None)
    group = common_pb2.PlaceholderGroup.FromString(request.placeholder_group).placeholders if dim else ()
    if dim and group and group[0].type == common_pb2.PlaceholderType.FloatVector and group[0].values and len(group[0].values[0]) != 4 * dim:
        return UNEXPECTED, f"vector dimension mismatch, expected vector size(byte) {4 * dim}, actual {len(group[0].values[0])}"
    return None


def pairs(pairs: Any) -> dict[str, Any]:
    """Parameters by name, however they were nested."""
    found: dict[str, Any] = {}
    for pair in pairs:
        try:
            value = json.loads(pair.value)
        except ValueError:
            value = pair.value
        inner = value.get("params") if isinstance(value, dict) else None
        found.update({**value, **(inner if isinstance(inner, dict) else {})} if pair.key == "params" and isinstance(value, dict) else {pair.key: value})
    return found


def _whole(value: Any) -> bool:
    """Whether a server takes a value for a whole number: a number, or its text."""
    return not isinstance(value, bool) and bool(re.fullmatch(r"-?\d+", str(value)))
