# id: one-metric-for-all
# check: test_inner_product, test_cosine
# why: What works for L2 is copied: radius is the larger bound, range_filter the smaller. For a similarity it is the other way round.
# source: https://github.com/milvus-io/milvus-docs/issues/2498 (the API page mentions L2 only); https://github.com/milvus-io/milvus/issues/30327
# BEGIN SOLUTION
    bounds = {"radius": 1e9 if high is None else beyond(high, np.inf)}
    if low is not None:
        bounds["range_filter"] = low
    hits = client.search(name, data=[vector], limit=3000, search_params={"params": bounds})[0]
    return [hit["id"] for hit in hits if inside(hit["distance"], low, high, ends)]
# END SOLUTION
