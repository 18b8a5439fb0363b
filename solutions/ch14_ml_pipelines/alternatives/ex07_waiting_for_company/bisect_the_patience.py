"""The batch as large as it may be; the patience by halving, because latency grows with it. No grid."""

from bisect import bisect_right

import numpy as np


def arrivals(load, seconds, seed):
    gaps = np.random.default_rng(seed).exponential(1 / load, size=int(1.5 * load * seconds) + 50)
    moments = np.cumsum(gaps)
    return moments[moments < seconds]


def play(moments, most, patience, fixed, each):
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
    if load * (fixed / 64 + each) > 0.99:
        return None
    moments = arrivals(load, min(100, 5000 / load), 3)
    candidates = []
    for most in (64, 16, 8, 5, 3, 2, 1):
        late = lambda patience: np.quantile(play(moments, most, patience, fixed, each)[0], 0.99)
        if late(0.0) > limit:
            continue
        low, high = 0.0, limit
        for _ in range(8):
            middle = (low + high) / 2
            if late(middle) <= limit:
                low = middle
            else:
                high = middle
        candidates.append((play(moments, most, low, fixed, each)[1], most, low))
    if not candidates:
        return None
    _, most, patience = min(candidates)
    return most, patience
