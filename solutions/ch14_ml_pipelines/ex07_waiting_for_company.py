"""Design: waiting for company.

An embedding service has one worker. A call of the model costs `fixed` seconds and `each` more for every request in it, and the provider bills per **call**. So the service lets requests wait for each other: a call begins
when the worker is free and either `most` requests are waiting or the oldest of them has waited for `patience` seconds. `play` is this service, played out: it is given and stays as it is.

Requests arrive at random moments, independently of each other, on average `load` per second. There is a promise: 99 of 100 requests are answered within `limit` seconds.

Write `plan(load, fixed, each, limit)`. It returns `(most, patience)`, with `most` a whole number from 1 to 64 and `patience` in seconds, so that the promise is kept and as few calls as possible are made. If the promise cannot
be kept by any plan, it returns None.

How it is judged: the plan is played out on some thousand requests that you have not seen, three times. The 99th percentile of all three may exceed `limit` by 10%, and the number of calls may be up to a third above that of
a good plan. There are loads from 5 to 2,000 per second, `fixed` from 1 to 40 ms, `each` from 0.2 to 5 ms, limits from 5 to 500 ms. A plan may take a few seconds to find.
"""

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
    # BEGIN SOLUTION plan
    moments = arrivals(load, min(100.0, 5000 / load), seed=11)
    best = None
    for most in (1, 2, 4, 8, 16, 32, 64):
        if load * (fixed + most * each) / most > 0.98:
            continue  # more requests than such calls can carry
        for share in (0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9):
            waited, calls = play(moments, most, share * limit, fixed, each)
            if np.quantile(waited, 0.99) <= limit and (best is None or calls < best[0]):
                best = (calls, most, share * limit)
    return best and best[1:]
    # END SOLUTION
