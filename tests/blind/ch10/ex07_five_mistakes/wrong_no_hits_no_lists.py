# expect: partial|failed
# because: leaves early when nothing was found at all, with [] for three vectors: “one list per vector, in their order”
"""Five mistakes.

This module searches by hand, with the generated stubs. It worked on the day when it was written: one query, k hits, a quiet server. It has
**five mistakes**, each of a kind that this chapter shows, and none that a glance at a good day would find. Repair it; what it is called by stays as it is.

- `Films(address)` opens one channel. `close()` closes it, and `with Films(address) as films:` closes it on every way out.
- `films.nearest(collection, vectors, k, after=None, seconds=5)` → one list per vector, in their order, of pairs `(id, title)`, nearest first, at most k.
  With `after` only films of a later `year` count, so that a list may be short or empty. The newest rows count. It makes **one** call of `Search`.
- `films.drop(collection, ids)` deletes the films with these ids, and no other; an empty list deletes nothing.
- If Milvus refuses, `Refused` is raised, with `code`. If there is no answer within `seconds`, `TimeoutError` is raised, in time. Any other error of
  gRPC goes through as it is.

The collection has `id` (INT64, any), `vector` (FLOAT_VECTOR of 4 numbers, L2), `title` (VARCHAR) and `year` (INT64).
"""

import struct

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc


class Refused(Exception):
    """Milvus has said no; `code` is its own."""

    def __init__(self, code, reason):
        super().__init__(f"{reason} (code {code})")
        self.code = code


class Films:
    """Films in Milvus, by nothing but messages."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)
        self.stub = milvus_pb2_grpc.MilvusServiceStub(self.channel)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Close the channel."""
        self.channel.close()

    def ask(self, method, request, seconds):
        """One call: its reply, if Milvus did what was asked."""
        try:
            reply = method(request, timeout=seconds)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                raise TimeoutError(f"no answer in {seconds} s") from error
            raise
        if reply.status.code or reply.status.error_code:
            raise Refused(reply.status.code, reply.status.reason)
        return reply

    def nearest(self, collection, vectors, k, after=None, seconds=5):
        """One list of (id, title) per vector."""
        values = [struct.pack("<4f", *vector) for vector in vectors]
        group = common_pb2.PlaceholderGroup(
            placeholders=[common_pb2.PlaceholderValue(tag="$0", type=common_pb2.PlaceholderType.FloatVector, values=values)]
        )
        params = {"anns_field": "vector", "metric_type": "L2", "topk": str(k), "params": "{}"}
        request = milvus_pb2.SearchRequest(
            collection_name=collection,
            dsl="" if after is None else f"year > {after}",
            dsl_type=common_pb2.DslType.BoolExprV1,
            placeholder_group=group.SerializeToString(),
            nq=len(vectors),
            output_fields=["title"],
            consistency_level=common_pb2.ConsistencyLevel.Strong,
            search_params=[common_pb2.KeyValuePair(key=key, value=value) for key, value in params.items()],
        )
        results = self.ask(self.stub.Search, request, seconds).results
        ids = results.ids.int_id.data
        if not ids:
            return []
        titles = next((f.scalars.string_data.data for f in results.fields_data if f.field_name == "title"), [])
        pairs = list(zip(ids, titles))
        lists, start = [], 0
        for count in results.topks:
            lists.append(pairs[start : start + count])
            start += count
        return lists + [[] for _ in range(len(vectors) - len(lists))]

    def drop(self, collection, ids, seconds=5):
        """Delete these films."""
        if ids:
            self.ask(self.stub.Delete, milvus_pb2.DeleteRequest(collection_name=collection, expr=f"id in {list(ids)}"), seconds)
