# id: more-consumers-always-help
# check: test_a_hot_key
# why: Twice the consumers, half the load: so one divides the rate by their number. One key's messages cannot be divided, and a single seller, sensor or user may be a third of all.
# source: Apache Kafka 4.1, Introduction (events with the same key are written to the same partition; one consumer of a group per partition)
# BEGIN SOLUTION
    import math

    for n in range(1, 65):
        r = job["rate"] / n
        spare = 0.8 - job["row"] * r
        if spare <= 0:
            continue
        k = max(1, math.ceil(job["call"] * r / spare))
        if (k - 1) / r + job["call"] + job["row"] * k <= job["promise"]:
            steps = ["stream"]
            if job["backlog"] > job["rate"] * job["retention"]:
                steps = ["note the offsets", "import the backlog", "stream"]
            return {"consumers": n, "batch": k, "wait": (k + 1) / r, "steps": steps}
    return None
# END SOLUTION
