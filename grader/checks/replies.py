"""Replies of Milvus: their codes, and those that it may give and Milvus Lite never does: rows in another order, and a success behind which nothing was done.

A query, and ``get()`` with it, promises no order. A server returns rows by key, Milvus Lite in the order in which the
filter names the keys, so code that trusts the order is right there by luck.
"""

from __future__ import annotations

from typing import Any


def reversed_rows(reply: bytes) -> bytes:
    """The reply of a query, last row first.

    Scalar fields and float vectors are turned round. A reply with any other kind of field, or with NULLs, is returned
    as it is: half of a row in another order would be a lie.
    """
    from pymilvus.grpc_gen import milvus_pb2

    message = milvus_pb2.QueryResults.FromString(reply)
    columns = []
    for field in message.fields_data:
        column = _column(field)
        if column is None:
            return reply
        columns.append(column)
    for values, width in columns:
        starts = range(len(values) - width, -1, -width)
        values[:] = [value for start in starts for value in values[start : start + width]]
    return bytes(message.SerializeToString())


def hollow(method: str, request: bytes) -> bytes:
    """A success that did nothing: a delete whose row stays, rows that are not written, a move that leaves its segment, a search or a query that finds no row.

    Raises:
        ValueError: for any other method.
    """
    from pymilvus.grpc_gen import common_pb2, milvus_pb2

    well = common_pb2.Status(error_code="Success", code=0)
    if method == "Delete":
        return bytes(milvus_pb2.MutationResult(status=well, delete_cnt=1, timestamp=1).SerializeToString())
    if method == "Upsert":  # without the keys: which field is the key does not stand in the request
        count = milvus_pb2.UpsertRequest.FromString(request).num_rows
        done = milvus_pb2.MutationResult(status=well, succ_index=range(count), upsert_cnt=count, timestamp=1)
        return bytes(done.SerializeToString())
    if method == "LoadBalance":
        return bytes(well.SerializeToString())
    if method == "Query":
        return bytes(milvus_pb2.QueryResults(status=well).SerializeToString())
    if method == "Search":
        asked = milvus_pb2.SearchRequest.FromString(request)
        reply = milvus_pb2.SearchResults(status=well)
        reply.results.num_queries, reply.results.top_k = asked.nq, 0
        reply.results.topks.extend([0] * asked.nq)
        return bytes(reply.SerializeToString())
    raise ValueError(f"expected Delete, LoadBalance, Query, Search or Upsert, got {method}")


def reply_code(method: str, reply: bytes) -> int:
    """The error code inside a reply of less than 1 MiB; bigger ones carry data, not errors."""
    from pymilvus.grpc_gen import common_pb2, milvus_pb2

    service = milvus_pb2.DESCRIPTOR.services_by_name["MilvusService"].methods_by_name.get(method)
    if service is None or len(reply) > 1 << 20:
        return 0
    kind = getattr(milvus_pb2, service.output_type.name, None) or getattr(common_pb2, service.output_type.name, None)
    if kind is None:
        return 0
    message = kind.FromString(reply)
    status = message if hasattr(message, "error_code") else getattr(message, "status", None)
    return int(getattr(status, "code", 0) or getattr(status, "error_code", 0))


def _column(field: Any) -> tuple[Any, int] | None:
    """A field's values and how many of them make a row; None for what cannot be turned round."""
    if field.valid_data:
        return None
    if field.WhichOneof("field") == "scalars":
        kind = field.scalars.WhichOneof("data")
        return (getattr(field.scalars, kind).data, 1) if kind else None
    if field.WhichOneof("field") == "vectors" and field.vectors.WhichOneof("data") == "float_vector":
        return field.vectors.float_vector.data, int(field.vectors.dim)
    return None
