"""A search by hand.

Every client sends the same message. Send it yourself, with the stubs that were generated from Milvus' protocol and nothing above them:
`grpc`, and `milvus_pb2`, `milvus_pb2_grpc`, `common_pb2` and `schema_pb2` of `pymilvus.grpc_gen`. (No `MilvusClient`: the recording proxy hears
what you send.)

Write `search(address, collection, vectors, k, seconds, filter="")`. `address` is what `grpc.insecure_channel` takes. It returns a list with one
list per query vector, in their order: pairs `(id, distance)`, an int and a float, nearest first, at most k. The collection has `id` (INT64,
primary key) and `vector` (FLOAT_VECTOR with an index of the metric L2); the newest rows count.

- **One** call of `Search` for all vectors, however many.
- With a filter only its rows count. There may be fewer than k of them, for some vectors or for all; a list may be empty.
- If Milvus refuses, raise `Refused`, with `code` as Milvus says it. A refusal is not an error of gRPC.
- If there is no answer within `seconds`, raise `TimeoutError`, and do not wait longer. Any other error of gRPC is none of the two: let it through.
- Close the channel, whatever happens.
"""

import struct

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2


class Refused(Exception):
    """Milvus has said no; `code` is its own."""

    def __init__(self, code, reason):
        super().__init__(f"{reason} (code {code})")
        self.code = code


def placeholders(vectors):
    """The query vectors as a serialized `PlaceholderGroup` with one placeholder, `$0`."""
    # BEGIN SOLUTION placeholders
    value = common_pb2.PlaceholderValue(
        tag="$0", type=common_pb2.PlaceholderType.FloatVector, values=[struct.pack(f"<{len(v)}f", *v) for v in vectors]
    )
    return common_pb2.PlaceholderGroup(placeholders=[value]).SerializeToString()
    # END SOLUTION


def request_of(collection, vectors, k, filter):
    """The message."""
    # BEGIN SOLUTION request
    params = {"anns_field": "vector", "metric_type": "L2", "topk": str(k), "params": "{}", "round_decimal": "-1"}
    return milvus_pb2.SearchRequest(
        collection_name=collection, dsl=filter, dsl_type=common_pb2.DslType.BoolExprV1, nq=len(vectors),
        placeholder_group=placeholders(vectors), consistency_level=common_pb2.ConsistencyLevel.Strong,
        search_params=[common_pb2.KeyValuePair(key=key, value=value) for key, value in params.items()],
    )
    # END SOLUTION


def hits_of(reply):
    """The pairs of each query vector: all of them stand in one list, and `topks` says how many belong to each."""
    # BEGIN SOLUTION hits
    results = reply.results
    pairs = list(zip(results.ids.int_id.data, results.scores))
    found, start = [], 0
    for count in results.topks:
        found.append([(int(i), float(d)) for i, d in pairs[start : start + count]])
        start += count
    return found
    # END SOLUTION


def search(address, collection, vectors, k, seconds, filter=""):
    """One list of (id, distance) per query vector."""
    # BEGIN SOLUTION search
    request = request_of(collection, vectors, k, filter)
    with grpc.insecure_channel(address) as channel:
        try:
            reply = milvus_pb2_grpc.MilvusServiceStub(channel).Search(request, timeout=seconds)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                raise TimeoutError(f"no answer in {seconds} s") from error
            raise
    if reply.status.code or reply.status.error_code:
        raise Refused(reply.status.code or reply.status.error_code, reply.status.reason)
    found = hits_of(reply)
    return found + [[] for _ in range(len(vectors) - len(found))]
    # END SOLUTION
