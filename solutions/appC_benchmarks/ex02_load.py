"""Load that does not wait

Write a load generator whose requests are due at fixed times, whatever the server does, and the report of what it saw. So that it can be tried with a server that stalls, time is not the machine's: you are given a clock.

`run(due, most, timeout, now, send, wait)` sends every request and returns what became of it. All times are whole milliseconds.

- `due`: when each request is due; request number `i` at `due[i]`. Never descending; several may be due at once. It may be empty
- `most`: at most so many requests are outstanding at once, 1 or more
- `timeout`: 1 or more
- `now()` → the time. It begins at 0 and passes only inside `wait`
- `send(i)` sends request `i` and returns at once
- `wait(until)` returns as soon as a request has ended, or when the clock shows `until`, whichever comes first: a list of pairs `(i, ok)` of all requests that ended at this moment, empty if none did. `ok` is False for an error. What ends at `until` exactly is in it. An `until` that is not after `now()` returns at once, with an empty list

The rules:

1. A request is sent at the moment at which it is due; if `most` are outstanding then, as soon as one of them is not any more. Requests are sent in the order of their numbers, each at most once.
2. A request that has not ended `timeout` after it was **due** is given up at that moment: its place is free, and an answer that comes later is ignored. If it was not sent by then, it never is. An answer at exactly that moment counts.
3. At one moment, first the answers are taken, then what has run out of time is given up, then what is due is sent. One that is due and out of places at that moment waits for the next.
4. `run` returns once every request has ended or was given up; it does not wait for late answers.

It returns a list with a dict per request, in the order of their numbers: `{"due": …, "sent": … or None, "ended": …, "outcome": "ok", "error" or "timeout"}`. For a timeout, `ended` is when it was given up.

`told(calls, warm)` makes the report of such a list. Requests that were due before `warm` are left out of everything; one that was due at `warm` is in.

- `"requests"`, `"ok"`, `"errors"`, `"timeouts"`: how many
- `"p50"`, `"p99"`: percentiles of the **latency**, which is `ended - due`, over those that were answered *ok* and those that were given up (they waited at least so long). Errors have no latency, they are counted. A percentile is one of the values: the one with the rank `math.ceil(round(share * n, 6))` of `n` sorted values, counted from 1. None if there are none

Leave what you are given as it is.
"""

import math
from collections import deque


def run(due, most, timeout, now, send, wait):
    """Send every request when it is due, and say what became of it."""
    # BEGIN SOLUTION run
    calls = [{"due": at, "sent": None, "ended": None, "outcome": None} for at in due]
    line, out = deque(range(len(due))), []
    while line or out:
        moment = now()
        for number in [i for i in (*out, *line) if due[i] + timeout <= moment]:
            calls[number] |= {"ended": due[number] + timeout, "outcome": "timeout"}
            (out if number in out else line).remove(number)
        while line and due[line[0]] <= moment and len(out) < most:
            number = line.popleft()
            send(number)
            calls[number]["sent"] = moment
            out.append(number)
        ahead = [due[i] + timeout for i in out]
        if line:
            ahead.append(due[line[0]] if due[line[0]] > moment else due[line[0]] + timeout)
        for number, ok in wait(min(ahead)) if ahead else []:
            if number in out:
                out.remove(number)
                calls[number] |= {"ended": now(), "outcome": "ok" if ok else "error"}
    return calls
    # END SOLUTION


def told(calls, warm):
    """Counts, and percentiles of how long users waited."""
    # BEGIN SOLUTION told
    counted = [call for call in calls if call["due"] >= warm]
    waited = sorted(call["ended"] - call["due"] for call in counted if call["outcome"] != "error")
    many = {name: sum(call["outcome"] == one for call in counted) for name, one in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    rank = {name: waited[math.ceil(round(share * len(waited), 6)) - 1] if waited else None for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"requests": len(counted), **many, **rank}
    # END SOLUTION
