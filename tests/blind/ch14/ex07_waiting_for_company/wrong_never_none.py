# expect: failed|partial
# because: 'If the promise cannot be kept by any plan, it returns None': the plan that comes nearest is returned
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
    moments = arrivals(load, 4000 / load, 3)
    tried = []
    for most in (1, 2, 4, 8, 16, 32, 64):
        for share in (0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            waited, calls = play(moments, most, share * limit, fixed, each)
            late = max(0.0, float(np.quantile(waited, 0.99)) - limit)
            tried.append((late, calls, most, share * limit))
    return min(tried)[2:]
