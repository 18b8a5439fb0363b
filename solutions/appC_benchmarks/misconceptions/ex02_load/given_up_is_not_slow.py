# id: given-up-is-not-slow
# check: test_told
# why: A request that timed out has no answer, so there is no time of an answer. The worse the server, the better its percentiles.
# source: vectordb-bench 2.0.0, backend/runner/mp_runner.py: what raises an exception has no latency; ch10/ex03 of this course (deadlines)
    # BEGIN SOLUTION told
    counted = [call for call in calls if call["due"] >= warm]
    waited = sorted(call["ended"] - call["due"] for call in counted if call["outcome"] == "ok")
    many = {name: sum(call["outcome"] == one for call in counted) for name, one in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    rank = {name: waited[math.ceil(round(share * len(waited), 6)) - 1] if waited else None for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"requests": len(counted), **many, **rank}
    # END SOLUTION
