# id: again-at-once
# check: test_gives_up
# why: The sooner one asks again, the sooner it works. A server that is too busy gets hundreds of calls a second on top.
# source: https://github.com/temporalio/sdk-java/issues/664 (RESOURCE_EXHAUSTED should be retried with a longer rest); pymilvus 3.0.2, decorators.py, initial_back_off
# BEGIN SOLUTION wrapper
def code_of(error):
    return error.code() if isinstance(error, grpc.RpcError) else error.code


def persistently(attempt, seconds):
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except (MilvusException, grpc.RpcError) as error:
            if code_of(error) not in PASSES:
                raise
            if time.monotonic() > end:
                raise TimeoutError(f"no answer in {seconds} s") from error
# END SOLUTION
