# id: grpc-ok-is-success
# check: test_refused
# why: gRPC raises for what goes wrong in gRPC. A reply that says no is a reply.
# source: milvus-proto, common.proto, Status; run in the lesson
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
        try:
            reply = method(request, timeout=seconds)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                raise TimeoutError(f"no answer in {seconds} s") from error
            raise
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
