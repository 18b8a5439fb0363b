# id: late-is-noticed-afterwards
# check: test_late
# why: Time is measured and compared. That the call was waited for is not seen in a test in which nothing is late.
# source: the guide to gRPC, Deadlines; run in the lesson
import time
# BEGIN SOLUTION films
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
        began = time.monotonic()
        reply = method(request)
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"no answer in {seconds} s")
        if reply.status.code or reply.status.error_code:
            raise Refused(reply.status.code or reply.status.error_code, reply.status.reason)
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
        titles = next((f.scalars.string_data.data for f in results.fields_data if f.field_name == "title"), [])
        hits, start = [], 0
        for count in results.topks:
            hits.append(list(zip(ids[start : start + count], titles[start : start + count])))
            start += count
        return hits + [[] for _ in range(len(vectors) - len(hits))]

    def drop(self, collection, ids, seconds=5):
        """Delete these films."""
        if ids:
            self.ask(self.stub.Delete, milvus_pb2.DeleteRequest(collection_name=collection, expr=f"id in {list(ids)}"), seconds)
# END SOLUTION
