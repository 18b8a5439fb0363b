# id: every-scope-is-a-request
# check: test_only_searches
# why: The metric is asked for without its scope, and a sum over all labels looks more complete.
# source: Milvus documentation v3.0.x, Milvus Metrics Dashboard: the panels of the query node group by scope
# BEGIN SOLUTION where
    def mean(name, **labels):
        count, summed = (total(after, f"{name}_{end}", query_type="search", **labels) - total(before, f"{name}_{end}", query_type="search", **labels) for end in ("count", "sum"))
        return (summed / count if count else 0.0), count

    proxy, searches = mean("milvus_proxy_sq_latency")
    if not searches:
        return None
    wait, _ = mean("milvus_proxy_sq_wait_result_latency")
    node, _ = mean("milvus_querynode_sq_req_latency")
    tick, _ = mean("milvus_querynode_sq_wait_tsafe_latency")
    queue, _ = mean("milvus_querynode_sq_queue_latency")
    return {"tick": tick, "queue": queue, "compute": node - tick - queue, "between": wait - node, "proxy": proxy - wait}
# END SOLUTION
