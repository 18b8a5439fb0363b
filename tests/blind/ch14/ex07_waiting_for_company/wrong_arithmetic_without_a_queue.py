# expect: failed|partial
# because: '99 of 100 requests are answered within `limit`': load times patience is the batch, and the call of it is the rest; that the worker may be busy is left out
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
    for most in range(64, 0, -1):
        patience = limit - fixed - most * each
        if patience >= 0 and (most == 1 or load * patience >= most - 1):
            return most, patience
    return None
