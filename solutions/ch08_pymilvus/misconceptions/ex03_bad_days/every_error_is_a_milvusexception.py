# id: every-error-is-a-milvusexception
# check: test_busy
# why: The documentation says that pymilvus raises MilvusException. What gRPC itself refuses, busy and late answers included, comes through as a grpc.RpcError, which is none.
# source: https://github.com/milvus-io/pymilvus/issues/1678 (a raw _MultiThreadedRendezvous with RESOURCE_EXHAUSTED); https://github.com/milvus-io/pymilvus/pull/1608; https://github.com/milvus-io/pymilvus/issues/2072
# BEGIN SOLUTION wrapper
def persistently(attempt, seconds):
    end, rest = time.monotonic() + seconds, 0.1
    while True:
        try:
            return attempt()
        except MilvusException as error:
            if error.code not in PASSES:
                raise
            if time.monotonic() + rest > end:
                raise TimeoutError(f"no answer in {seconds} s") from error
        time.sleep(rest)
        rest = min(2 * rest, 1.0)
# END SOLUTION
