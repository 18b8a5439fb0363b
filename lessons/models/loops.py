"""Two ways to make load: a loop that waits for each answer, and a schedule that does not.

In a *closed loop* the next request is made when the last one was answered, so a server that stalls is asked nothing while it stalls, and
the stall is one slow request. In an *open loop* a request has a time at which it is due, whatever the server does, as with users who do not
know of each other. Its latency counts from that time, so that those who waited in a queue have waited.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """Seconds since the start: when it was due, when it was sent, when it ended."""

    due: float
    sent: float
    ended: float
    ok: bool

    @property
    def service(self):
        """What the client saw from sending to the answer."""
        return self.ended - self.sent

    @property
    def latency(self):
        """What a user waited."""
        return self.ended - self.due


def _one(ask, number, due, start, now):
    sent = now() - start
    try:
        ask(number)
        ok = True
    except Exception:  # an error is an answer that counts against the server
        ok = False
    return Call(sent if due is None else due, sent, now() - start, ok)


def closed(ask, count, now=time.perf_counter):
    """One client that waits: `ask(number)` again and again. A request is due when the last answer is there."""
    start = now()
    return [_one(ask, number, None, start, now) for number in range(count)]


def schedule(count, per_second, rng=None):
    """When requests are due: evenly, or as independent users come, with exponential gaps."""
    if rng is None:
        return [number / per_second for number in range(count)]
    return rng.exponential(1 / per_second, size=count).cumsum().tolist()


def opened(ask, due, clients=1, now=time.perf_counter, sleep=time.sleep):
    """`ask(number)` at each due time, with at most so many outstanding at once; the others wait in line, and their clock runs."""
    start = now()
    with ThreadPoolExecutor(clients) as pool:
        waiting = []
        for number, at in enumerate(due):
            sleep(max(0.0, at - (now() - start)))
            waiting.append(pool.submit(_one, ask, number, at, start, now))
        return [one.result() for one in waiting]
