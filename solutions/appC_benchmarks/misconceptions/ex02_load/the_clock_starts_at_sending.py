# id: the-clock-starts-at-sending
# check: test_told
# why: Latency is what the server takes, so the clock is started right before the call. A request that stood in line for a second before it was sent counts as quick.
# source: vectordb-bench 2.0.0, backend/runner/mp_runner.py: the clock starts right before the search; measured in the lesson, Load That Does Not Wait
    # BEGIN SOLUTION told
    counted = [call for call in calls if call["due"] >= warm]
    waited = sorted(call["ended"] - call["sent"] for call in counted if call["outcome"] != "error" and call["sent"] is not None)
    many = {name: sum(call["outcome"] == one for call in counted) for name, one in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    rank = {name: waited[math.ceil(round(share * len(waited), 6)) - 1] if waited else None for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"requests": len(counted), **many, **rank}
    # END SOLUTION
