# id: insert-is-visible
# check: test_own_ticket
# why: insert() has returned, so the row must be there, as in most databases. By default a search may answer from some seconds ago.
# source: https://github.com/milvus-io/milvus/issues/35090 (zero results right after an insert; by design below Strong); https://github.com/milvus-io/milvus/issues/50194
# BEGIN SOLUTION add_and_list
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5)[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
