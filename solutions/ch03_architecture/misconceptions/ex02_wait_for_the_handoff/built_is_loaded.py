# id: built-is-loaded
# check: test_waits_until_it_is_served, test_gives_up_in_time
# why: "Index finished" sounds like the last step. The index is a file in storage; loading it is somebody else's work, and comes after.
# source: github.com/milvus-io/pymilvus/issues/3049, github.com/milvus-io/milvus/issues/17637 (searches slow after the index was reported as built)
# BEGIN SOLUTION
    client.flush(name)
    start = time.monotonic()
    while time.monotonic() - start <= timeout:
        told = client.describe_index(name, "vector")
        if told["state"] == "Finished" and int(told["pending_index_rows"]) == 0:
            return time.monotonic() - start
        time.sleep(0.1)
    raise TimeoutError(name)
# END SOLUTION
