# id: the-whole-is-a-part
# check: test_five_minutes
# why: Each hop has a metric of its own, so they look like parts that stand side by side. In fact each contains the next, and the outermost is always the largest.
# source: Sigelman and others, Dapper (2010): spans are nested
# BEGIN SOLUTION where
    def mean(name, **labels):
        count, summed = (total(after, f"{name}_{end}", query_type="search", **labels) - total(before, f"{name}_{end}", query_type="search", **labels) for end in ("count", "sum"))
        return (summed / count if count else 0.0), count

    proxy, searches = mean("milvus_proxy_sq_latency")
    if not searches:
        return None
    return {
        "tick": mean("milvus_querynode_sq_wait_tsafe_latency")[0],
        "queue": mean("milvus_querynode_sq_queue_latency")[0],
        "compute": mean("milvus_querynode_sq_req_latency", scope="OnLeader")[0],
        "between": mean("milvus_proxy_sq_wait_result_latency")[0],
        "proxy": proxy,
    }
# END SOLUTION
