# id: cosine-is-a-distance
# check: test_cosine
# why: Many libraries call 1 minus the cosine "cosine distance". Milvus returns the cosine itself, under the name `distance`.
# source: https://github.com/milvus-io/milvus/issues/31204 ("when the metric type is cosine, the search results do not follow the pattern of the smaller the distance, the more similar they are"); https://github.com/mem0ai/mem0/pull/6935 (a client that converts the cosine a second time)
# BEGIN SOLUTION
    (index,) = client.list_indexes(name)
    metric = client.describe_index(name, index)["metric_type"]
    if metric == "L2":
        bounds, near = {"radius": 1e9 if high is None else beyond(high, np.inf)}, low
    elif metric == "IP":
        bounds, near = {"radius": -1e9 if low is None else beyond(low, -np.inf)}, high
    else:
        bounds, near = {"radius": -2.0 if high is None else beyond(1 - high, -np.inf)}, None if low is None else 1 - low
    if near is not None:
        bounds["range_filter"] = near
    hits = client.search(name, data=[vector], limit=3000, search_params={"params": bounds})[0]
    scores = [(hit["id"], 1 - hit["distance"] if metric == "COSINE" else hit["distance"]) for hit in hits]
    return [i for i, score in scores if inside(score, low, high, ends)]
# END SOLUTION
