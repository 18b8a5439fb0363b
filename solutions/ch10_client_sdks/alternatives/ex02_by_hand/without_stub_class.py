"""No stub: a channel takes the method's path, and two functions that turn messages into bytes and back. NumPy packs and splits."""

import numpy as np

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2


class Refused(Exception):
    def __init__(self, code, reason):
        super().__init__(f"{code}: {reason}")
        self.code = code


def search(address, collection, vectors, k, seconds, filter=""):
    group = common_pb2.PlaceholderGroup()
    group.placeholders.add(tag="$0", type=101, values=[row.tobytes() for row in np.asarray(vectors, dtype="<f4")])
    request = milvus_pb2.SearchRequest(collection_name=collection, placeholder_group=group.SerializeToString(), nq=len(vectors), dsl_type=1)
    request.dsl = filter
    for pair in (("anns_field", "vector"), ("topk", k), ("metric_type", "L2"), ("params", "{}")):
        request.search_params.add(key=pair[0], value=str(pair[1]))
    channel = grpc.insecure_channel(address)
    try:
        ask = channel.unary_unary("/milvus.proto.milvus.MilvusService/Search", milvus_pb2.SearchRequest.SerializeToString, milvus_pb2.SearchResults.FromString)
        future = ask.future(request, timeout=seconds)
        reply = future.result()
    except grpc.FutureTimeoutError as late:
        raise TimeoutError("late") from late
    except grpc.RpcError as error:
        if error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
            raise TimeoutError("late") from error
        raise
    finally:
        channel.close()
    code = reply.status.code or int(reply.status.error_code)
    if code != 0:
        raise Refused(code, reply.status.reason)
    counts = list(reply.results.topks) + [0] * (len(vectors) - len(reply.results.topks))
    ends = np.cumsum(counts)
    pairs = [(i, d) for i, d in zip(reply.results.ids.int_id.data, reply.results.scores)]
    return [pairs[end - n : end] for end, n in zip(ends.tolist(), counts)]
