# id: grpc-ok-is-success
# check: test_refused
# why: gRPC has status codes of its own, and an exception for all but OK. Milvus puts its own status into the reply, and gRPC says OK.
# source: milvus-proto, common.proto, Status; run in the lesson
# BEGIN SOLUTION search
    request = request_of(collection, vectors, k, filter)
    with grpc.insecure_channel(address) as channel:
        try:
            reply = milvus_pb2_grpc.MilvusServiceStub(channel).Search(request, timeout=seconds)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                raise TimeoutError(f"no answer in {seconds} s") from error
            raise Refused(error.code().value[0], error.details()) from error
    found = hits_of(reply)
    return found + [[] for _ in range(len(vectors) - len(found))]
# END SOLUTION
