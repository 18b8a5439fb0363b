"""No algebra: tries batches of every size until one keeps both conditions."""

from itertools import product


def holds(job, n, k):
    r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
    took = job["call"] + job["row"] * k
    return took * r <= 0.8 * k and (k - 1) / r + took <= job["promise"]


def design(job):
    sizes = [*range(1, 400), *range(400, 20_000, 20)]
    pair = next(((n, k) for n, k in product(range(1, 65), sizes) if holds(job, n, k)), None)
    if pair is None:
        return None
    n, k = pair
    in_the_log = job["rate"] * job["retention"]
    steps = ["stream"] if job["backlog"] <= in_the_log else ["note the offsets", "import the backlog", "stream"]
    return dict(consumers=n, batch=k, wait=10 * job["promise"] + 60, steps=steps)
