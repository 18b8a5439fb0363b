# id: a-greeting-is-an-answer
# check: test_ready_at_once, test_port_opens_late, test_healthz_lies, test_no_answer, test_says_why
# why: list_collections is what most wait scripts call. The proxy and the root coordinator answer it; the part that holds the rows is not asked.
# source: https://github.com/milvus-io/milvus/issues/8353 (connected, and the first operation says “server is not healthy”); milvus-io/milvus #24904
    # BEGIN SOLUTION
    start = time.monotonic()
    end = start + timeout
    last = "nothing"
    while time.monotonic() < end:
        try:
            client = MilvusClient(uri, timeout=0.8)
            client.list_collections(timeout=0.8)
            return time.monotonic() - start
        except Exception as error:
            last = error
        time.sleep(0.1)
    raise TimeoutError(f"{last}")
    # END SOLUTION
