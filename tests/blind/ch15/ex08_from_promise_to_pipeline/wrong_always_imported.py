# expect: failed|partial
# because: 'If the log has the whole backlog ... the only step is "stream"': the import is always made
import math

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
    k = max(1, math.ceil(job["call"] * r / left))
    while (job["call"] + job["row"] * k) * r / k > BUSY:
        k += 1
    return k


def steps(job):
    return ["note the offsets", "import the backlog", "stream"]
