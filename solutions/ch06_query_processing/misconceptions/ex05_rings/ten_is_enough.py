# id: ten-is-enough
# check: test_ring
# why: The ring says how far, so there seems to be nothing left to limit. But `limit` has a default, 10, and counts here, too.
# source: https://github.com/milvus-io/milvus/issues/21655 (a range search is still a search with top-k); signature of MilvusClient.search: limit=10
# BEGIN SOLUTION ring
    asked = {"radius": far**2, "range_filter": near**2}
    hits = client.search(name, data=[place], anns_field="place", search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
