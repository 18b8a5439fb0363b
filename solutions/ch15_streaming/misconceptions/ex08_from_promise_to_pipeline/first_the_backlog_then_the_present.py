# id: first-the-backlog-then-the-present
# check: test_the_steps
# why: It reads like common sense: load what there is, then look where the log is now, and go on from there. What arrived during the import is in neither.
# source: docs v3.0.x import-data.md (an import takes its time, and its rows are invisible until it is completed); Apache Kafka 4.1, Design (a consumer starts where it is told)
# BEGIN SOLUTION
    import math

    for n in range(1, 65):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
        spare = 0.8 - job["row"] * r
        if spare <= 0:
            continue
        k = max(1, math.ceil(job["call"] * r / spare))
        if (k - 1) / r + job["call"] + job["row"] * k <= job["promise"]:
            steps = ["stream"]
            if job["backlog"] > job["rate"] * job["retention"]:
                steps = ["import the backlog", "note the offsets", "stream"]
            return {"consumers": n, "batch": k, "wait": (k + 1) / r, "steps": steps}
    return None
# END SOLUTION
