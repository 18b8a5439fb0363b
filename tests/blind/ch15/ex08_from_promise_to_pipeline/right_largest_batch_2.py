# expect: passed
# because: for each number of consumers the largest batch that is in time, held against the 80%; bisected
def in_time(k, r, call, row, promise):
    return (k - 1) / r + call + row * k <= promise


def keeps_up(k, r, call, row):
    return (call + row * k) * r / k <= 0.8


def largest(r, call, row, promise):
    """The largest batch whose first row is in time, or 0."""
    if not in_time(1, r, call, row, promise):
        return 0
    low, high = 1, 2
    while in_time(high, r, call, row, promise):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if in_time(middle, r, call, row, promise) else (low, middle)
    return low


def design(job):
    """Consumers, batch, wait and steps, or None."""
    call, row, promise = job["call"], job["row"], job["promise"]
    in_the_log = job["rate"] * job["retention"] >= job["backlog"]
    for consumers in range(1, 65):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / consumers)
        batch = largest(r, call, row, promise)
        if batch and keeps_up(batch, r, call, row):
            return {
                "consumers": consumers,
                "batch": batch,
                "wait": 2 * batch / r,
                "steps": ["stream"] if in_the_log else ["note the offsets", "import the backlog", "stream"],
            }
