# id: ends-are-milvus-ends
# check: test_euclidean, test_inner_product, test_cosine
# why: A range search has two bounds, so its ends seem settled. Milvus has one open and one closed end, and which is which turns with the metric.
# source: https://github.com/milvus-io/milvus/issues/21655 ("excluding radius, including range_filter"); docs v3.0.x, range-search.md, the table of requirements
# BEGIN SOLUTION
    (index,) = client.list_indexes(name)
    metric = client.describe_index(name, index)["metric_type"]
    far, near = (high, low) if metric == "L2" else (low, high)
    bounds = {"radius": (1e9 if metric == "L2" else -1e9) if far is None else far}
    if near is not None:
        bounds["range_filter"] = near
    hits = client.search(name, data=[vector], limit=3000, search_params={"params": bounds})[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
