# expect: passed
# because: the largest batch that is in time instead of the smallest that keeps up
def design(job):
    for n in range(1, 65):
        r = job["rate"] * job["hot"] + job["rate"] * (1 - job["hot"]) / n
        room = job["promise"] - job["call"] + 1 / r
        k = int(room / (1 / r + job["row"]))
        while k >= 1 and (k - 1) / r + job["call"] + job["row"] * k > job["promise"]:
            k -= 1
        if k < 1 or (job["call"] + job["row"] * k) * r / k > 0.8:
            continue
        steps = ("note the offsets", "import the backlog", "stream")
        if job["backlog"] <= job["rate"] * job["retention"]:
            steps = steps[2:]
        return {"consumers": n, "batch": k, "wait": (k + 5) / r, "steps": list(steps)}
    return None
