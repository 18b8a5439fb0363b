# id: an-error-is-an-answer
# check: test_told
# why: Each request has a beginning and an end, so each has a latency. Errors come back at once, and pull every percentile down.
# source: ch16/ex06 of this course (failures are quick); milvus_proxy_sq_latency of server 2.3.5 observes successes alone
    # BEGIN SOLUTION told
    counted = [call for call in calls if call["due"] >= warm]
    waited = sorted(call["ended"] - call["due"] for call in counted)
    many = {name: sum(call["outcome"] == one for call in counted) for name, one in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    rank = {name: waited[math.ceil(round(share * len(waited), 6)) - 1] if waited else None for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"requests": len(counted), **many, **rank}
    # END SOLUTION
