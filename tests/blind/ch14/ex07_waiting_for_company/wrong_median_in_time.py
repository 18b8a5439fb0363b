# expect: failed|partial
# because: '99 of 100 requests': half of them
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



def in_time(moments, most, patience, fixed, each, limit):
    waited, calls = play(moments, most, patience, fixed, each)
    return float(np.quantile(waited, 0.5)) <= limit, calls


def plan(load, fixed, each, limit):
    moments = arrivals(load, 8000 / load, 42)
    found = []
    for most in (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64):
        if load * (fixed / most + each) >= 1:
            continue
        good, calls = in_time(moments, most, 0.0, fixed, each, limit)
        if not good:
            continue
        found.append((calls, most, 0.0))
        low, high = 0.0, limit
        for _ in range(7):
            middle = (low + high) / 2
            good, calls = in_time(moments, most, middle, fixed, each, limit)
            if good:
                low = middle
                found.append((calls, most, middle))
            else:
                high = middle
    if not found:
        return None
    _, most, patience = min(found)
    return most, patience
