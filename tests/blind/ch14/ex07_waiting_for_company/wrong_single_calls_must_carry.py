# expect: failed|partial
# because: 'If the promise cannot be kept by any plan': None as soon as single calls cannot carry the load, though batches could
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
    moments = arrivals(load, 6000 / load, 5)
    plans = {}
    if load * (fixed + each) >= 1:
        return None
    for most in [*range(1, 9), *range(10, 33, 3), 40, 52, 64]:
        if load * (fixed + most * each) >= most:
            continue
        room = max(0.0, limit - fixed - each)
        for step in range(17):
            patience = room * (1 - step / 16)
            waited, calls = play(moments, most, patience, fixed, each)
            if np.percentile(waited, 99) <= limit:
                plans[most, patience] = calls
                break
    return min(plans, key=plans.get, default=None)
