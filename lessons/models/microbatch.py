"""Requests that wait for each other: one worker takes up to `most` of them at a time, and lets none wait longer than `patience` for company.

The queue is played out, not computed: arrivals at random, a cost per call that is a fixed part and a part per request.
"""

import numpy as np
from numpy.typing import NDArray


def arrivals(per_second: float, seconds: float, seed: int = 0) -> NDArray[np.float64]:
    """Moments, in seconds, at which requests arrive independently of each other."""
    rng = np.random.default_rng(seed)
    moments = np.cumsum(rng.exponential(1 / per_second, size=int(2 * per_second * seconds) + 20))
    return moments[moments < seconds]


def waits(moments: NDArray[np.float64], most: int, patience: float, fixed: float, each: float) -> tuple[NDArray[np.float64], list[int]]:
    """Seconds from the arrival of each request to its answer, and the size of each batch.

    Args:
        moments: arrivals, in order.
        most: requests in one batch at the most.
        patience: seconds that the oldest request in the queue waits for others while the worker is idle.
        fixed, each: a batch of n costs `fixed + n * each` seconds.
    """
    done, sizes, free, at = np.zeros(len(moments)), [], 0.0, 0
    while at < len(moments):
        full = moments[at + most - 1] if at + most <= len(moments) else np.inf
        begins = max(free, min(moments[at] + patience, full), moments[at])
        size = int(np.searchsorted(moments[at : at + most], begins, side="right"))
        size = max(size, 1)
        free = begins + fixed + size * each
        done[at : at + size] = free
        sizes.append(size)
        at += size
    return done - moments, sizes
