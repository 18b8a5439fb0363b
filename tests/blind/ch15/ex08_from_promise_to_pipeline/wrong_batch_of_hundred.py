# expect: failed|partial
# because: 'Return None if ... cannot': the batch is always 100 rows
MOST, BUSY = 64, 0.8


def design(job):
    """Consumers, batch, wait and steps, or None."""
    for n in range(1, MOST + 1):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
        k = smallest(job, r)
        if k is not None and (k - 1) / r + job["call"] + job["row"] * k <= job["promise"]:
            return {"consumers": n, "batch": k, "wait": (k + 1) / r, "steps": steps(job)}
    return None


def smallest(job, r):
    """The smallest batch that keeps up with r rows per second."""
    left = BUSY - job["row"] * r
    if left <= 0:
        return None
    return 100 if (job["call"] + job["row"] * 100) * r / 100 <= BUSY else None


def steps(job):
    if job["backlog"] <= job["rate"] * job["retention"]:
        return ["stream"]
    return ["note the offsets", "import the backlog", "stream"]
