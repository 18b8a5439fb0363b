# expect: failed|partial
# because: '99 of 100 requests are answered within `limit`': the whole limit is spent on waiting, none is left for the call
from bisect import bisect_right

import numpy as np


def arrivals(load, seconds, seed):
    """Moments, in seconds, at which requests arrive."""
    gaps = np.random.default_rng(seed).exponential(1 / load, size=int(1.5 * load * seconds) + 50)
    moments = np.cumsum(gaps)
    return moments[moments < seconds]


def play(moments, most, patience, fixed, each):
    """Seconds that each request waited for its answer, and the number of calls."""
    moments = list(map(float, moments))
    waited, calls, free, at, n = [], 0, 0.0, 0, len(moments)
    while at < n:
        full = moments[at + most - 1] if at + most <= n else float("inf")
        begin = max(free, min(moments[at] + patience, full))
        size = max(1, bisect_right(moments, begin, at, min(at + most, n)) - at)
        free = begin + fixed + size * each
        waited += [free - moments[at + k] for k in range(size)]
        at, calls = at + size, calls + 1
    return np.array(waited), calls



def plan(load, fixed, each, limit):
    if fixed + each > limit or load * (fixed / 64 + each) >= 1:
        return None
    return 64, limit
