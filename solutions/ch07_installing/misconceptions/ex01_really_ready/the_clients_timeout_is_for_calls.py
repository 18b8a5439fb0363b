# id: the-clients-timeout-is-for-calls
# check: test_no_answer
# why: MilvusClient(uri, timeout=…) looks like a default for all calls. It is for connecting; a call without a timeout of its own waits as long as it takes.
# source: docs v3.0.x, *Connect to Milvus Server*; chapter 8 measures it with pymilvus 3.0.2
    # BEGIN SOLUTION
    start = time.monotonic()
    end = start + timeout
    last = "nothing"
    while time.monotonic() < end:
        try:
            client = MilvusClient(uri, timeout=0.8)
            client.query(collection, filter="", limit=1)
            return time.monotonic() - start
        except Exception as error:
            last = error
        time.sleep(0.1)
    raise TimeoutError(f"{last}")
    # END SOLUTION
