# id: kilometers-unsquared
# check: test_ring
# why: The metric is called L2, and L2 is a distance with a root. Milvus leaves the root out, so the bounds have to be squares, too.
# source: https://github.com/milvus-io/knowhere/pull/578 (range search takes the square of the distance as its radius); docs v3.0.x, metric.md
# BEGIN SOLUTION ring
    asked = {"radius": far, "range_filter": near}
    hits = client.search(name, data=[place], anns_field="place", limit=1000, search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
