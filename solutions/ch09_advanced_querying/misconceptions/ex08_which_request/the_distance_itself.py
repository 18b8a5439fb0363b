# id: the-distance-itself
# check: test_twins
# why: The wish names a Euclidean distance, the metric is called L2. Milvus' L2 has no root, so the bound has to be a square.
# source: docs v3.0.x, metric.md ("the value before applying the square root"); https://github.com/milvus-io/knowhere/pull/578
# BEGIN SOLUTION
    if wish == "suggest":
        return {"call": "search", "data": [given["vector"]], "limit": 5, "output_fields": ["name"]}
    if wish == "twins":
        return {"call": "search", "data": [given["vector"]], "limit": 10_000, "search_params": {"params": {"radius": given["distance"]}}}
    if wish == "how_many":
        return {"call": "query", "filter": f'city == "{given["city"]}" and price < {given["price"]}', "output_fields": ["count(*)"]}
    if wish == "known":
        return {"call": "get", "ids": given["ids"], "output_fields": ["name", "text"]}
    if wish == "export":
        return {"call": "query_iterator", "batch_size": 1000, "output_fields": ["price"]}
    return {"call": "search_iterator", "data": [given["vector"]], "batch_size": 100}
# END SOLUTION
