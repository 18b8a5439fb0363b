# id: flushed-is-served
# check: test_waits_until_it_is_served, test_gives_up_in_time
# why: flush blocks for seconds, so it looks as if everything had happened when it returns; a pause "to be sure" is then all that seems missing.
# source: github.com/milvus-io/milvus/issues/17767 (growing segments are searched after num_entities flushed them, and a wait)
# BEGIN SOLUTION
    client.flush(name)
    start = time.monotonic()
    time.sleep(0.2)
    return time.monotonic() - start
# END SOLUTION
