# id: healthz-means-ready
# check: test_ready_at_once, test_port_opens_late, test_healthz_lies, test_never, test_no_answer, test_says_why
# why: Every compose file waits for /healthz, so “healthy” reads as “ready”. It speaks of the parts of the server, and says OK while a loaded collection still refuses queries.
# source: https://github.com/testcontainers/testcontainers-dotnet/pull/1585 (waited for /healthz, tests failed with “not ready yet”); milvus-io/milvus #12682 (loaded by its state, and a search hangs)
    # BEGIN SOLUTION
    start = time.monotonic()
    while time.monotonic() - start < timeout:
        if health() == "OK":
            return time.monotonic() - start
        time.sleep(0.1)
    raise TimeoutError("not healthy")
    # END SOLUTION
