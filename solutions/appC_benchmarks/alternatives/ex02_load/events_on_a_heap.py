"""Future events on a heap; each request is an object that knows its state."""

import heapq
import math


class Request:
    def __init__(self, number, due):
        self.number, self.due, self.sent, self.ended, self.outcome = number, due, None, None, None

    def end(self, at, outcome):
        self.ended, self.outcome = at, outcome

    def shown(self):
        return {"due": self.due, "sent": self.sent, "ended": self.ended, "outcome": self.outcome}


def run(due, most, timeout, now, send, wait):
    every = [Request(number, at) for number, at in enumerate(due)]
    alarms = [at for at in due] + [at + timeout for at in due]
    heapq.heapify(alarms)
    front = 0

    def outstanding():
        return sum(one.sent is not None and one.outcome is None for one in every)

    while not all(one.outcome for one in every):
        time = now()
        for one in every:
            if one.outcome is None and time >= one.due + timeout:
                one.end(one.due + timeout, "timeout")
        while front < len(every) and every[front].due <= time:
            if every[front].outcome is None:
                if outstanding() >= most:
                    break
                send(front)
                every[front].sent = time
            front += 1
        while alarms and alarms[0] <= time:
            heapq.heappop(alarms)
        if not alarms:
            continue
        for number, ok in wait(alarms[0]):
            if every[number].outcome is None:
                every[number].end(now(), "ok" if ok else "error")
    return [one.shown() for one in every]


def told(calls, warm):
    report = {"requests": 0, "ok": 0, "errors": 0, "timeouts": 0, "p50": None, "p99": None}
    latencies = []
    for call in calls:
        if call["due"] < warm:
            continue
        report["requests"] += 1
        if call["outcome"] == "error":
            report["errors"] += 1
            continue
        report["ok" if call["outcome"] == "ok" else "timeouts"] += 1
        latencies.append(call["ended"] - call["due"])
    latencies.sort()
    if latencies:
        for name, share in (("p50", 50), ("p99", 99)):
            report[name] = latencies[-(-share * len(latencies) // 100) - 1]
    return report
