# expect: passed
# because: batches of 1, 2, 3, ... are tried for each number of consumers until the first row would be late
from itertools import count


def pair(rate, call, row, promise):
    """(batch, wait), or None."""
    for k in count(1):
        first = (k - 1) / rate + call + row * k
        if first > promise:
            return None
        if (call + row * k) * rate / k <= 0.8:
            return k, k / rate + 1.0


def design(job):
    """Consumers, batch, wait and steps, or None."""
    shares = {n: job["rate"] * job["hot"] + job["rate"] * (1 - job["hot"]) / n for n in range(1, 65)}
    fits = {n: found for n, r in shares.items() if (found := pair(r, job["call"], job["row"], job["promise"]))}
    if not fits:
        return None
    n = min(fits)
    batch, wait = fits[n]
    steps = ["note the offsets", "import the backlog", "stream"]
    return dict(consumers=n, batch=batch, wait=wait, steps=steps if job["backlog"] > job["rate"] * job["retention"] else steps[-1:])
