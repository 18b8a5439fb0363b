# expect: passed
# because: two functions, a while loop, wait from the promise
def load_of(job, n):
    return job["rate"] * (job["hot"] + (1 - job["hot"]) / n)


def batch_for(job, r):
    k = 1
    while k < 50_000:
        took = job["call"] + job["row"] * k
        if (k - 1) / r + took > job["promise"]:
            return None
        if took * r / k <= 0.8:
            return k
        k += 1
    return None


def design(job):
    n = 1
    while n <= 64:
        r = load_of(job, n)
        k = batch_for(job, r)
        if k is not None:
            enough = job["backlog"] <= job["rate"] * job["retention"]
            return {"consumers": n, "batch": k, "wait": max(1.0, 2 * k / r), "steps": ["stream"] if enough else ["note the offsets", "import the backlog", "stream"]}
        n += 1
