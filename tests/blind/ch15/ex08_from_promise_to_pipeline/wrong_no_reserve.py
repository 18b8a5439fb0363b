# expect: failed|partial
# because: 'at most 80%': 100%
def design(job):
    """Consumers, batch, wait and steps, or None."""
    import math

    for n in range(1, 65):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
        spare = 1.0 - job["row"] * r
        if spare <= 0:
            continue
        k = max(1, math.ceil(job["call"] * r / spare))  # the smallest batch that keeps up has the youngest rows
        if (k - 1) / r + job["call"] + job["row"] * k <= job["promise"]:
            steps = ["stream"]
            if job["backlog"] > job["rate"] * job["retention"]:
                steps = ["note the offsets", "import the backlog", "stream"]
            return {"consumers": n, "batch": k, "wait": (k + 1) / r, "steps": steps}
    return None
