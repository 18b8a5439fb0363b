"""Checks of ch14/ex07: a plan is played out on requests that it has not seen, and compared with the checks' own search."""

import numpy as np

from grader.checks import check, fail, misconception, require


def arrivals(load, seconds, seed):
    gaps = np.random.default_rng(seed).exponential(1 / load, size=int(1.5 * load * seconds) + 50)
    moments = np.cumsum(gaps)
    return moments[moments < seconds]


def play(moments, most, patience, fixed, each):
    """As the starter has it: seconds per request, and the number of calls."""
    moments = list(map(float, moments))
    waited, calls, free, at, n = [], 0, 0.0, 0, len(moments)
    while at < n:
        full = moments[at + most - 1] if at + most <= n else float("inf")
        begin = max(free, min(moments[at] + patience, full))
        size = 1
        while size < most and at + size < n and moments[at + size] <= begin:
            size += 1
        free = begin + fixed + size * each
        waited += [free - moments[at + k] for k in range(size)]
        at, calls = at + size, calls + 1
    return np.array(waited), calls


def judged(days, most, patience, fixed, each):
    """(99th percentile, calls) of a plan on some days."""
    played = [play(day, most, patience, fixed, each) for day in days]
    return float(np.quantile(np.concatenate([w for w, _ in played]), 0.99)), sum(c for _, c in played)


def good(days, load, fixed, each, limit):
    """The fewest calls that a coarse search finds with the promise kept; None if it finds none."""
    best = None
    for most in (2, 4, 8, 16, 64):
        if load * (fixed + most * each) / most > 0.97:
            continue
        for share in (0, 0.3, 0.5, 0.65, 0.8):
            late, calls = judged(days, most, share * limit, fixed, each)
            if late <= 0.97 * limit and (best is None or calls < best):
                best = calls
    return best


def planned(submission, seed, number, load, fixed, each, limit, possible=True):
    """Ask for a plan, and play it."""
    call = f"plan(load={load}, fixed={fixed}, each={each}, limit={limit})"
    found = submission.plan(load, fixed, each, limit)
    if not possible:
        if found is not None:
            misconception("there-is-always-a-way", evidence="no plan keeps this promise, not even on an idle day or with the largest batch, and one was named", called=call, returned=found, expected=None,
                          why="A single call takes longer than the limit, or more arrives than the largest calls can carry. If you promise it all the same, you break it every day.")
        return
    require(found is not None, called=call, returned=None, expected="a plan", why="There is one.")
    require(isinstance(found, list | tuple) and len(found) == 2 and isinstance(found[0], int | np.integer) and isinstance(found[1], int | float | np.floating), called=call, returned=found, expected="(most, patience)")
    most, patience = int(found[0]), float(found[1])
    require(1 <= most <= 64 and 0 <= patience < 1e6, called=call, returned=found, expected="most from 1 to 64, patience in seconds, 0 or more")
    seconds = min(60.0, 4000 / load)
    days = [arrivals(load, seconds, [seed, 147, number, day]) for day in range(3)]
    late, calls = judged(days, most, patience, fixed, each)
    told = {"called": call, "returned": f"({most}, {patience:.4f}), with which 99 of 100 are answered within {1000 * late:,.0f} ms, in {calls:,} calls for {sum(map(len, days)):,} requests"}
    if late > 1.1 * limit:
        if patience >= 0.97 * limit and judged(days, most, 0.5 * limit, fixed, each)[0] <= 1.1 * limit:
            misconception("the-wait-is-all", evidence=f"the patience of {1000 * patience:.0f} ms is as long as the limit, and the call itself comes on top; with half the patience the promise is kept", **told, expected=f"within {1000 * limit:.0f} ms",
                          why="A request waits for company, perhaps for the worker, and for its own call. What is left of the limit for the first of these?")
        fail(**told, expected=f"within {1000 * limit:.0f} ms", why="99 of 100 requests are promised an answer in time.")
    least, calls = good(days[:1], load, fixed, each, limit), judged(days[:1], most, patience, fixed, each)[1]
    told["returned"] = f"({most}, {patience:.4f}), with which 99 of 100 are answered within {1000 * late:,.0f} ms, in {calls:,} calls for {len(days[0]):,} requests"
    if least is not None and calls > least * 4 / 3:
        if patience == 0 and most > 1:
            misconception("never-wait", evidence="the promise is kept, nobody waits for company, and that costs more calls than it has to", **told, expected=f"at most {least * 4 // 3:,} calls", why="There is room below the limit. What could a request do with the time that is left?")
        fail(**told, expected=f"at most {least * 4 // 3:,} calls, a third above a good plan", why="Each call is billed. Requests that wait for each other share one.")


@check(points=3)
def test_room_to_wait(submission, seed):
    """Where the limit leaves room, requests wait and share calls"""
    planned(submission, seed, 1, 40, 0.010, 0.001, 0.200)
    planned(submission, seed, 2, 100, 0.005, 0.002, 0.150)
    planned(submission, seed, 3, 5, 0.040, 0.005, 0.500)


@check(points=2, after="test_room_to_wait")
def test_little_room(submission, seed):
    """Where the limit is tight, it is kept all the same"""
    planned(submission, seed, 4, 100, 0.010, 0.001, 0.035)
    planned(submission, seed, 5, 30, 0.004, 0.0005, 0.012)


@check(points=2, after="test_room_to_wait")
def test_a_high_load(submission, seed):
    """A load that single calls cannot carry is carried by batches"""
    planned(submission, seed, 6, 300, 0.020, 0.001, 0.120)
    planned(submission, seed, 7, 1500, 0.010, 0.0002, 0.080)


@check(points=2, after="test_room_to_wait")
def test_no_plan(submission, seed):
    """A promise that cannot be kept is not made"""
    planned(submission, seed, 8, 20, 0.030, 0.001, 0.020, possible=False)
    planned(submission, seed, 9, 2000, 0.005, 0.002, 0.500, possible=False)
    planned(submission, seed, 10, 250, 0.005, 0.005, 0.300, possible=False)
