# id: k-for-each
# check: test_filtered
# why: k hits were asked for, so the long list is cut every k. Where a filter leaves fewer, the first list gets those of the second.
# source: milvus-proto, schema.proto, SearchResultData.topks; run in the lesson
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
    flat = [(int(i), float(d)) for i, d in zip(reply.results.ids.int_id.data, reply.results.scores)]
    return [flat[n * k : (n + 1) * k] for n in range(len(vectors))]
# END SOLUTION
