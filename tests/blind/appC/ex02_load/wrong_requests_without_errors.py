# expect: failed|partial
# because: each request counts
import math
from collections import deque


def run(due, most, timeout, now, send, wait):
    """Send every request when it is due, and say what became of it."""
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


def told(calls, warm):
    """Counts, and percentiles of how long users waited."""
    counted = [call for call in calls if call["due"] >= warm]
    waited = sorted(call["ended"] - call["due"] for call in counted if call["outcome"] != "error")
    many = {name: sum(call["outcome"] == one for call in counted) for name, one in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    rank = {name: waited[math.ceil(round(share * len(waited), 6)) - 1] if waited else None for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"requests": len(waited), **many, **rank}
