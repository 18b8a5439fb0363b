# expect: passed
# because: the wait decides and not the batch: k = max(1, r * wait), a real number, by the statement's own formula
import math


def design(job):
    """Consumers, batch, wait and steps, or None."""
    call, row = job["call"], job["row"]
    for n in range(1, 65):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
        if row * r >= 0.8:
            continue
        k = max(1.0, call * r / (0.8 - row * r) * (1 + 1e-9))
        wait, batch = k / r, math.ceil(k) + 1
        k = min(batch, max(1, r * wait))
        if (call + row * k) * r / k <= 0.8 and (k - 1) / r + call + row * k <= job["promise"]:
            stream_only = job["backlog"] <= job["rate"] * job["retention"]
            return {"consumers": n, "batch": batch, "wait": wait, "steps": ["stream"] if stream_only else ["note the offsets", "import the backlog", "stream"]}
    return None
