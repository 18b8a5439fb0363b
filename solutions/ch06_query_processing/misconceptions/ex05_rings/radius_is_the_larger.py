# id: radius-is-the-larger
# check: test_liked
# why: The radius is the larger number for L2, so it is taken to be that always. For IP the far end is the *smaller* similarity, and that is the radius.
# source: https://github.com/milvus-io/milvus-docs/issues/2498 (the API page mentions L2 only; for IP and COSINE it is the other way round); https://github.com/milvus-io/milvus/issues/30327
# BEGIN SOLUTION liked
    asked = {"radius": 1e9 if high is None else high, "range_filter": -1e9 if low is None else low}
    hits = client.search(name, data=[taste], anns_field="taste", limit=1000, search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
