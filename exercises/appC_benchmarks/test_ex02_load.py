"""Checks of appC/ex02: a server whose clock the check owns, and which can stand still."""

import math

from grader.checks import check, fail, misconception, require, same

KEYS = {"requests", "ok", "errors", "timeouts", "p50", "p99"}
LIMIT = 20_000


class Server:
    """Answers each request after its own time; during a stall nothing moves. Time passes in `wait` alone."""

    def __init__(self, takes, stall=(0, 0), bad=()):
        self.takes, self.stall, self.bad = takes, stall, set(bad)
        self.time, self.ends, self.sent, self.trouble, self.asked = 0, {}, [], "", 0

    def end_of(self, number, begin):
        """When a request that is sent at `begin` ends."""
        low, high = self.stall
        if low <= begin < high:
            begin = high
        end = begin + self.takes[number]
        return end + (high - low) if begin < low <= end else end

    def now(self):
        self.count()
        return self.time

    def count(self):
        self.asked += 1
        if self.asked > LIMIT:
            self.trouble = self.trouble or f"more than {LIMIT:,} calls of now, send and wait at {self.time} ms: the clock passes only in wait, up to `until`"
            raise RuntimeError("too many calls")

    def send(self, number):
        self.count()
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(self.takes):
            self.trouble = f"send({number!r}): there is no such request"
            raise ValueError("no such request")
        self.sent.append((self.time, number))
        self.ends[len(self.sent), number] = self.end_of(number, self.time)

    def wait(self, until=None):
        self.count()
        ahead = min(self.ends.values(), default=None)
        if until is None and ahead is None:
            self.trouble = "wait(None) while nothing was outstanding"
            raise ValueError("nothing would ever end")
        if until is not None and until <= self.time:
            return []
        self.time = ahead if until is None or (ahead is not None and ahead <= until) else until
        ended = sorted((key for key, end in self.ends.items() if end <= self.time), key=lambda key: key[1])
        for key in ended:
            del self.ends[key]
        return [(number, number not in self.bad) for _, number in ended]


def right(due, most, timeout, server):
    """What becomes of each request: moment by moment, so that nothing is clever."""
    calls = [{"due": at, "sent": None, "ended": None, "outcome": None} for at in due]
    out, ends, time = [], {}, 0
    while any(call["outcome"] is None for call in calls):
        for number in [i for i in out if ends[i] == time]:
            out.remove(number)
            calls[number] |= {"ended": time, "outcome": "error" if number in server.bad else "ok"}
        for number, call in enumerate(calls):
            if call["outcome"] is None and call["due"] + timeout == time:
                call |= {"ended": time, "outcome": "timeout"}
                out = [i for i in out if i != number]
        for number, call in enumerate(calls):
            if call["outcome"] is None and call["sent"] is None and call["due"] <= time and len(out) < most:
                call["sent"] = time
                out.append(number)
                ends[number] = server.end_of(number, time)
        time += 1
    return calls


def played(submission, due, most, timeout, make, what):
    """One run against a fresh server; the calls, what was right, and the server that heard it."""
    server = make()
    call = f"run({len(due)} requests, most={most}, timeout={timeout}), {what}"
    found = None
    try:
        found, after = submission.run.with_arguments(list(due), most, timeout, server.now, server.send, server.wait)
    except Exception:
        if server.trouble:
            fail(called=call, returned=server.trouble, expected="requests that are sent when they are due", why="Time passes only in wait, and wait comes back at the latest at `until`.")
        raise
    require(after[0] == list(due), called=call, returned="times that were changed", expected="due as it was")
    require(isinstance(found, list) and all(isinstance(one, dict) and set(one) == {"due", "sent", "ended", "outcome"} for one in found), called=call, returned=repr(found)[:200], expected="a list of dicts with due, sent, ended and outcome")
    require(len(found) == len(due), called=call, returned=f"{len(found)} requests", expected=f"{len(due)}", why="Each request that was due is in the result: nothing is lost.")
    expected = right(due, most, timeout, make())
    return found, expected, server, call


def judge(found, expected, server, call, why, due):
    """Every request, and every sending that the server heard."""
    numbers = [number for _, number in server.sent]
    require(len(set(numbers)) == len(numbers), called=call, returned=f"a request that was sent twice: {sorted(n for n in set(numbers) if numbers.count(n) > 1)[:5]}", expected="each at most once")
    heard = sorted(server.sent)
    waited = all(call["sent"] is not None for call in found) and len(heard) > 5 and all(b[0] == max(due[b[1]], found[a[1]]["ended"]) or b[0] == found[a[1]]["ended"] for a, b in zip(heard, heard[1:], strict=False))
    if waited and any(f["sent"] != e["sent"] for f, e in zip(found, expected, strict=True)):
        late = next(i for i, (f, e) in enumerate(zip(found, expected, strict=True)) if f["sent"] != e["sent"])
        misconception("the-next-when-the-last-is-back", called=f"{call}: request {late}, due at {due[late]}", returned=f"sent at {found[late]['sent']}", expected=f"sent at {expected[late]['sent']}", evidence="every request was sent when the one before it had ended",
                      why="Do users know that someone else is still waiting? What does the server see while it stalls?")
    for number, (one, wanted) in enumerate(zip(found, expected, strict=True)):
        same(one, wanted, called=f"{call}: request {number}", why=why)
    same(sorted(server.sent), sorted((one["sent"], number) for number, one in enumerate(expected) if one["sent"] is not None), called=f"{call}: what the server heard, (time, request)", why="What is told of a request is what happened.")


def steady(rng, count, gap):
    return [int(gap * i + rng.integers(0, gap)) for i in range(count)]


def tried(submission, rng, due, most, timeout, takes, what, why, stall=(0, 0), bad=()):
    found, expected, server, call = played(submission, due, most, timeout, lambda: Server(takes, stall, bad), what)
    judge(found, expected, server, call, why, due)
    return expected


@check(points=2)
def test_schedule(submission, rng):
    """Each request is sent when it is due, though others are still outstanding"""
    for count in (1, 12, int(rng.integers(40, 70))):
        due = sorted(steady(rng, count, 20) + ([20, 20, 20] if count > 1 else []))
        takes = [int(t) for t in rng.integers(5, 90, size=len(due))]
        tried(submission, rng, due, 50, 5000, takes, "a server that is quick enough, more places than needed", "A request is sent at the moment at which it is due.")
    tried(submission, rng, [], 3, 100, [], "no request at all", "Nothing is due.")
    tried(submission, rng, [700, 900, 900, 4000], 9, 800, [5, 5, 5, 5], "long pauses", "A request is sent at the moment at which it is due, not before.")


@check(points=2)
def test_stall(submission, rng):
    """While the server stands still, requests become due all the same"""
    for begin in (200, 500):
        due = steady(rng, 90, 10)
        takes = [int(t) for t in rng.integers(3, 9, size=90)]
        stop = (begin, begin + int(rng.integers(150, 300)))
        expected = tried(submission, rng, due, 90, 5000, takes, f"a server that stands still from {stop[0]} to {stop[1]}", "The schedule does not know of the stall.", stall=stop)
        require(sum(c["ended"] - c["due"] > 50 for c in expected) > 5, called="stall", expected="requests that waited")


@check(points=2)
def test_at_most(submission, rng):
    """No more than allowed are outstanding; the first in line goes as soon as a place is free"""
    for most in (1, 2, 5):
        due = sorted(steady(rng, 60, 10) + [50] * 6)
        takes = [int(t) for t in rng.integers(3 * most, 16 * most, size=66)]
        tried(submission, rng, due, most, 9000, takes, "a server that is too slow", f"At most {most} outstanding, first come, first served; the others wait in line, and their clock runs.")
        stop = (150, 400)
        tried(submission, rng, due, most, 9000, [max(1, t // 3) for t in takes], f"a stall from {stop[0]} to {stop[1]}", f"At most {most} outstanding.", stall=stop)


@check(points=2)
def test_errors(submission, rng):
    """A failed request has ended: it is told as an error, and its place is free"""
    for most in (1, 4):
        due = steady(rng, 50, 12)
        takes = [int(t) for t in rng.integers(4, 20 * most, size=50)]
        bad = [int(i) for i in rng.permutation(50)[: int(rng.integers(5, 25))]]
        tried(submission, rng, due, most, 9000, takes, f"{len(bad)} of which fail", "An error is an end.", bad=bad)


@check(points=3)
def test_timeouts(submission, rng):
    """What takes too long is given up, from its due time on, and sent or not"""
    for most, timeout in ((1, 40), (2, 60), (6, 45)):
        due = sorted(steady(rng, 70, 10) + [100] * 4)
        takes = [int(t) for t in rng.integers(2, 14 * most, size=74)]
        for i in rng.permutation(74)[:12]:
            takes[i] = int(rng.integers(timeout - 2, 3 * timeout))
        bad = [int(i) for i in rng.permutation(74)[:15]]
        tried(submission, rng, due, most, timeout, takes, "some of which take too long", "Given up `timeout` after it was due; the place is free, and a late answer is ignored.", bad=bad)
    tried(submission, rng, steady(rng, 40, 10), 1, 60, [35] * 40, "a server that is much too slow", "What has run out of time in line is never sent.")
    for late in (-1, 0, 1):
        tried(submission, rng, [10, 15, 200], 1, 50, [50 + late, 30, 60], "an answer just before, at, or just after the end of its time", "An answer at exactly `due + timeout` counts. At one moment: answers, then what has run out, then what is due.")
    tried(submission, rng, [0, 0, 0, 0], 1, 30, [30, 5, 5, 5], "a place that becomes free when the others are out of time", "First the answers, then what has run out of time, then what is sent.")
    tried(submission, rng, [5, 10, 600], 3, 100, [5000, 20, 10], "an answer that comes after everything has ended", "`run` does not wait for late answers.")


def right_told(calls, warm):
    counted = [c for c in calls if not c["due"] < warm]
    waits = sorted(c["ended"] - c["due"] for c in counted if c["outcome"] in ("ok", "timeout"))
    count = {name: len([c for c in counted if c["outcome"] == what]) for name, what in (("ok", "ok"), ("errors", "error"), ("timeouts", "timeout"))}
    return {"requests": len(counted), **count, "p50": ranked(waits, 0.5), "p99": ranked(waits, 0.99)}


def ranked(values, share):
    return sorted(values)[math.ceil(round(share * len(values), 6)) - 1] if values else None


IDEAS = (
    ("the-clock-starts-at-sending", "percentiles of the time from sending to the end", lambda calls: [c["ended"] - c["sent"] for c in calls if c["outcome"] in ("ok", "timeout") and c["sent"] is not None], "The request was due before. Who waited from then on?"),
    ("given-up-is-not-slow", "percentiles without those that were given up", lambda calls: [c["ended"] - c["due"] for c in calls if c["outcome"] == "ok"], "The slowest requests are those that never came back. Where are they in the p99?"),
    ("an-error-is-an-answer", "percentiles with the time that errors took", lambda calls: [c["ended"] - c["due"] for c in calls], "A server that refuses everything at once: what is its p99 then?"),
)


@check(points=3)
def test_told(submission, rng):
    """Counts, and percentiles of what users waited, from when their request was due"""
    for count in (1, 3, 100, 101, 200, 350):
        calls = []
        for number in range(count):
            due, line = number * 10, int(rng.integers(0, 60))
            outcome = ["ok", "ok", "ok", "ok", "error", "timeout"][int(rng.integers(6))] if count > 3 else "ok"
            sent = None if outcome == "timeout" and rng.random() < 0.5 else due + line
            ended = due + 400 if outcome == "timeout" else due + line + int(rng.integers(3, 8 if outcome == "error" else 120))
            calls.append({"due": due, "sent": sent, "ended": ended, "outcome": outcome})
        for warm in (0, 10 * (count // 3), 10 * (count // 3) - 5):
            judge_told(submission, [calls[i] for i in rng.permutation(count)] if count % 2 else calls, warm)
    rare = [{"due": i, "sent": i + 2, "ended": i + 7 + i % 5, "outcome": "ok"} for i in range(97)] + [{"due": 97 + i, "sent": None, "ended": 597 + i, "outcome": "timeout"} for i in range(3)]
    judge_told(submission, rare, 0)
    failed = [{"due": i, "sent": i, "ended": i + 1, "outcome": "error"} for i in range(4)]
    for calls, warm in (([], 0), (failed, 0), (failed, 2), (failed, 9), (rare, 97)):
        judge_told(submission, calls, warm)


def judge_told(submission, calls, warm):
    call = f"told({len(calls)} requests, warm={warm})"
    found, (after, _) = submission.told.with_arguments([dict(c) for c in calls], warm)
    require(after == calls, called=call, returned="requests that were changed", expected="requests as they were")
    require(isinstance(found, dict) and set(found) == KEYS, called=call, returned=repr(found), expected=f"a dict with the keys {', '.join(sorted(KEYS))}")
    wanted = right_told(calls, warm)
    for key in ("requests", "ok", "errors", "timeouts"):
        same(found[key], wanted[key], called=f'{call}["{key}"]', why="Those that were due at `warm` or later.")
    counted = [c for c in calls if c["due"] >= warm]
    for id, evidence, waits, why in IDEAS:
        values = waits(counted)
        theirs = {"p50": ranked(values, 0.5), "p99": ranked(values, 0.99)}
        if values and any(theirs[key] != wanted[key] for key in theirs) and all(found[key] == theirs[key] for key in theirs):
            misconception(id, called=call, returned=f"p50 {found['p50']}, p99 {found['p99']}", expected=f"p50 {wanted['p50']}, p99 {wanted['p99']}", evidence=evidence, why=why)
    for key in ("p50", "p99"):
        same(found[key], wanted[key], called=f'{call}["{key}"]', why="Of ended - due, over those that were answered ok and those that were given up.")
