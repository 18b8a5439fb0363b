# id: the-whole-life
# check: test_between
# why: _sum / _count of the newest scrape looks like the average latency of now.
# source: Prometheus documentation, Histograms and summaries: the average over the last 5 minutes is a rate of both
# BEGIN SOLUTION where
    def mean(name, **labels):
        count, summed = (total(after, f"{name}_{end}", query_type="search", **labels) for end in ("count", "sum"))
        return (summed / count if count else 0.0), count

    proxy, searches = mean("milvus_proxy_sq_latency")
    if not searches:
        return None
    wait, _ = mean("milvus_proxy_sq_wait_result_latency")
    node, _ = mean("milvus_querynode_sq_req_latency", scope="OnLeader")
    tick, _ = mean("milvus_querynode_sq_wait_tsafe_latency")
    queue, _ = mean("milvus_querynode_sq_queue_latency")
    return {"tick": tick, "queue": queue, "compute": node - tick - queue, "between": wait - node, "proxy": proxy - wait}
# END SOLUTION
