"""NumPy packs the vectors, an iterator deals the hits out, deletes are read off a list of texts, and an ExitStack closes."""

import itertools

import grpc
import numpy as np
from pymilvus.grpc_gen import common_pb2, milvus_pb2

SERVICE = "/milvus.proto.milvus.MilvusService/"


class Refused(Exception):
    def __init__(self, code, reason):
        super().__init__(f"{code} {reason}")
        self.code = code


class Films:
    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)

    def close(self):
        self.channel.close()

    def __enter__(self):
        self.channel.__enter__()
        return self

    def __exit__(self, *error):
        return self.channel.__exit__(*error)

    def call(self, name, request, kind, seconds):
        future = self.channel.unary_unary(SERVICE + name, type(request).SerializeToString, kind.FromString).future(request, timeout=seconds)
        error = future.exception()
        if error is not None:
            late = future.code() is grpc.StatusCode.DEADLINE_EXCEEDED
            raise TimeoutError(str(seconds)) if late else error
        reply = future.result()
        code = reply.status.code or int(reply.status.error_code)
        if code != 0:
            raise Refused(code, reply.status.reason)
        return reply

    def nearest(self, collection, vectors, k, after=None, seconds=5):
        group = common_pb2.PlaceholderGroup()
        group.placeholders.add(tag="$0", type=101, values=[row.tobytes() for row in np.asarray(vectors, "<f4")])
        request = milvus_pb2.SearchRequest(collection_name=collection, dsl_type=1, nq=len(vectors), output_fields=["id", "title"], placeholder_group=group.SerializeToString(), consistency_level=0)
        if after is not None:
            request.dsl = f"year > {after}"
        for key, value in {"anns_field": "vector", "topk": k, "metric_type": "L2", "params": "{}"}.items():
            request.search_params.add(key=key, value=str(value))
        results = self.call("Search", request, milvus_pb2.SearchResults, seconds).results
        titles = [t for f in results.fields_data if f.field_name == "title" for t in f.scalars.string_data.data]
        hits = iter(zip(results.ids.int_id.data, titles))
        counts = [*results.topks, *[0] * (len(vectors) - len(results.topks))]
        return [list(itertools.islice(hits, n)) for n in counts]

    def drop(self, collection, ids, seconds=5):
        if not ids:
            return
        names = ",".join(map(str, ids))
        self.call("Delete", milvus_pb2.DeleteRequest(collection_name=collection, expr=f"id in [{names}]"), milvus_pb2.MutationResult, seconds)
