# id: everything-may-pass
# check: test_what_stays
# why: `except Exception` and again is the shortest wrapper, and it does help on bad days. A row of the wrong shape is then sent until the time is over, and the reason is lost.
# source: https://github.com/milvus-io/pymilvus/pull/1558 (a reviewer: "there're exceptions unable to retry, like INVALID_ARGUMENT, PERMISSION_DENIED")
# BEGIN SOLUTION wrapper
def persistently(attempt, seconds):
    end, rest = time.monotonic() + seconds, 0.1
    while True:
        try:
            return attempt()
        except Exception as error:
            if time.monotonic() + rest > end:
                raise TimeoutError(f"no answer in {seconds} s") from error
        time.sleep(rest)
        rest = min(2 * rest, 1.0)
# END SOLUTION
