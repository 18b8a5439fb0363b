# expect: failed|partial
# because: '`most` a whole number from 1 to 64': sizes up to 256 are tried
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
    """(most, patience), or None if no plan keeps the promise."""
    samples = [arrivals(load, 4000 / load, seed) for seed in (1, 2)]
    best = None
    for most in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128, 256):
        if load * (fixed / most + each) >= 1 or fixed + each > limit:
            continue
        for share in np.arange(0.04, 1, 0.04):
            patience, calls, late = float(share * limit), 0, False
            for moments in samples:
                waited, number = play(moments, most, patience, fixed, each)
                calls += number
                if np.quantile(waited, 0.99) > limit:
                    late = True
                    break
            if not late and (best is None or calls <= best[0]):
                best = calls, most, patience
    return None if best is None else best[1:]
