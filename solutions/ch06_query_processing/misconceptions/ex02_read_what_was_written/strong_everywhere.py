# id: strong-everywhere
# check: test_suggest_does_not_wait
# why: Stronger must be better, so it is set once for everything. Each search then waits until the node has seen all writes up to this moment.
# source: https://github.com/milvus-io/milvus/issues/9618 (with Strong as the default each search took some 200 ms, and so the default was changed)
# BEGIN SOLUTION suggest
    hits = client.search(name, data=[vector], limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
