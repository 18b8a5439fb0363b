# id: flush-makes-it-visible
# check: test_own_ticket
# why: After a flush the row is there, so the flush must have been missing. It waits for seconds, and seals a small segment each time.
# source: https://github.com/langchain-ai/langchain/pull/15568 (flush after every insert, because inserted data does not take effect at once; a reader then reports a flush of 170 s)
# BEGIN SOLUTION add_and_list
    client.insert(name, [ticket])
    client.flush(name)
    hits = client.search(name, data=[ticket["vector"]], limit=5)[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
