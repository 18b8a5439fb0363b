"""Checks of ch16/ex06: minutes of several proxies, whose searches are known one by one."""

import math

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

INF = float("inf")
BOUNDS = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, INF]
ZERO = {"total": 0, "fail": 0, "sum": 0.0, "buckets": dict.fromkeys(BOUNDS, 0)}


def plus(old, waits, failed=0):
    """The counters after some more searches."""
    return {"total": old["total"] + len(waits) + failed, "fail": old["fail"] + failed, "sum": old["sum"] + float(np.sum(waits)),
            "buckets": {b: old["buckets"][b] + int(np.sum(np.asarray(waits) <= b)) for b in BOUNDS}}  # fmt: skip


def minute(waits, failed):
    """The row that is right for one minute, given its latencies and how many failed."""
    whole = plus(ZERO, waits, failed)
    return {"rate": whole["total"] / 60, "errors": failed / whole["total"] if whole["total"] else None, "mean": float(np.mean(waits)) if len(waits) else None, "p99": quantile(whole["buckets"])}


def quantile(buckets, q=0.99):
    count = buckets[INF]
    if not count:
        return None
    low, under = 0.0, 0
    for le in BOUNDS:
        if buckets[le] >= q * count:
            return low if le == INF else low + (le - low) * (q * count - under) / (buckets[le] - under)
        low, under = le, buckets[le]
    return None


def latencies(rng, number, scale=1.0):
    return np.exp(rng.normal(1.2, 0.5, size=number)) * scale


def same(a, b):
    return (a is None and b is None) or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-9))


def told(value):
    return "None" if value is None else f"{value:.5g}"


@pytest.fixture
def rows(submission):
    def ask(snapshots, what):
        found = submission.report(snapshots)
        called = f"report(…), {what}"
        require(isinstance(found, list) and len(found) == len(snapshots) - 1, called=called, returned=repr(found)[:200], expected=f"a list of {len(snapshots) - 1} rows")
        for one in found:
            require(isinstance(one, dict) and set(one) == {"rate", "errors", "mean", "p99"}, called=called, returned=repr(one)[:200], expected="a dict with rate, errors, mean and p99")
            for value in one.values():
                require(value is None or (isinstance(value, int | float) and not isinstance(value, bool)), called=called, returned=repr(value), expected="a number or None")
        return found

    return ask


def judge(found, wanted, name, what, why, ideas=()):
    """One number of a row; `ideas` are (id, value, evidence, question)."""
    if same(found[name], wanted[name]):
        return
    parts = {"called": f"report(…), {what}: {name!r}", "returned": told(found[name]), "expected": told(wanted[name])}
    for id, value, evidence, question in ideas:
        if same(found[name], value):
            misconception(id, **parts, evidence=evidence, why=question)
    fail(**parts, why=why)


@check(points=1)
def test_one_proxy(rows, rng):
    """One proxy, two minutes, nothing special"""
    first, second = latencies(rng, 300), latencies(rng, 500, 2)
    one = plus(ZERO, first)
    found = rows([{"p": ZERO}, {"p": one}, {"p": plus(one, second)}], "of one proxy")
    for row, waits in zip(found, (first, second), strict=True):
        for name in ("rate", "errors", "mean", "p99"):
            judge(row, minute(waits, 0), name, "of one proxy", "The row is about its own minute.")


@check(points=2, after="test_one_proxy")
def test_errors(rows, rng):
    """The share that fails, of all requests"""
    many, few = latencies(rng, int(rng.integers(2_000, 4_000))), latencies(rng, int(rng.integers(8, 20)))
    failed, bad = int(rng.integers(3, 9)), int(rng.integers(30, 60))
    wanted = minute(np.concatenate([many, few]), failed + bad)
    found = rows([{"a": ZERO, "b": ZERO}, {"a": plus(ZERO, many, failed), "b": plus(ZERO, few, bad)}], "where a small proxy fails")[0]
    mean = (failed / (len(many) + failed) + bad / (len(few) + bad)) / 2
    judge(found, wanted, "errors", f"where one proxy fails {failed} of {len(many) + failed:,}, the other {bad} of {len(few) + bad}", "Failed requests by all requests.",
          [("each-proxy-counts-alike", mean, "the mean of the two proxies' shares", "One proxy has a hundred times the traffic of the other. How much does each of its users weigh in your number?")])
    judge(found, wanted, "rate", "where a small proxy fails", "A failed search was also asked for.")


@check(points=2, after="test_one_proxy")
def test_mean(rows, rng):
    """The mean of what succeeded"""
    waits, failed = latencies(rng, 400, 5), int(rng.integers(400, 900))
    found = rows([{"a": ZERO}, {"a": plus(ZERO, waits, failed)}], "where most searches fail")[0]
    wanted = minute(waits, failed)
    judge(found, wanted, "mean", f"where {failed} of {failed + 400} searches fail", "What failed is not in the sum, so it does not belong in the count.",
          [("failures-are-quick", float(np.sum(waits) / (failed + len(waits))), "the sum of the successes, divided by all requests", "The more fails, the better this number looks. Whom has `sum` observed?")])
    quick, slow = latencies(rng, 900), latencies(rng, 60, 30)
    found = rows([{"a": ZERO, "b": ZERO}, {"a": plus(ZERO, quick), "b": plus(ZERO, slow)}], "of a quick proxy with 900 searches and a slow one with 60")[0]
    judge(found, minute(np.concatenate([quick, slow]), 0), "mean", "of a quick proxy with 900 searches and a slow one with 60", "All searches together, and not proxy by proxy.",
          [("each-proxy-counts-alike", float(np.mean(quick) + np.mean(slow)) / 2, "the mean of the two proxies' means", "One proxy has fifteen times the searches of the other. How much does each of its users weigh in your number?")])


@check(points=2, after="test_one_proxy")
def test_p99(rows, rng):
    """p99 of the service, not of its proxies"""
    for quick, slow in ((3_000, 60), (900, 40)):
        a, b = latencies(rng, quick), latencies(rng, slow, 40)
        found = rows([{"a": ZERO, "b": ZERO}, {"a": plus(ZERO, a), "b": plus(ZERO, b)}], "of a quick and a slow proxy")[0]
        each = [quantile(plus(ZERO, w)["buckets"]) for w in (a, b)]
        judge(found, minute(np.concatenate([a, b]), 0), "p99", f"of a quick proxy with {quick:,} searches and a slow one with {slow}", "Add up the buckets, then look for the rank.",
              [("the-mean-of-percentiles", sum(each) / 2, "the mean of the two proxies' p99", "Can percentiles be averaged? What can be added up are the counts from which they come.")])
    beyond = latencies(rng, 100, 900)
    judge(rows([{"a": ZERO}, {"a": plus(ZERO, beyond)}], "of very slow searches")[0], minute(beyond, 0), "p99", "of very slow searches", "Beyond the last bound no more is known than that bound.")


@check(points=2, after="test_one_proxy")
def test_restart(rows, rng):
    """The minute of a restart, and a proxy that is new"""
    long, fresh = plus(ZERO, latencies(rng, 9_000), 5), latencies(rng, 250, 8)
    wanted = minute(fresh, 0)
    found = rows([{"a": long}, {"a": plus(ZERO, fresh)}], "of a proxy that started again")[0]
    judge(found, wanted, "rate", "of a proxy that started again", "Everything that it shows happened since.",
          [("a-restart-is-nothing", 0.0, "no searches at all in the minute of the restart", "The counter fell from 9,005 to 250. How many searches does it show since it began again?")])
    for name in ("errors", "mean", "p99"):
        judge(found, wanted, name, "of a proxy that started again", "Everything that it shows happened since.")
    failing = rows([{"a": long}, {"a": plus(ZERO, fresh, 7)}], "of a proxy that started again, and fails")[0]
    judge(failing, minute(fresh, 7), "errors", "of a proxy that started again, and fails", "Everything that it shows happened since.")
    more = latencies(rng, 300)
    grown = {"a": plus(long, more), "b": plus(ZERO, fresh)}
    judge(rows([{"a": long, "gone": long}, grown], "with a proxy that is new and one that is gone")[0], minute(np.concatenate([more, fresh]), 0), "rate", "with a new proxy", "A new proxy started in this minute; one that is gone says nothing.")


@check(points=1, after="test_one_proxy")
def test_idle(rows, rng):
    """A minute without anything to say"""
    done = plus(ZERO, latencies(rng, 500))
    found = rows([{"a": done}, {"a": done}], "of a minute without searches")[0]
    for name in ("errors", "mean", "p99"):
        judge(found, {name: None}, name, "of a minute without searches", "There is nothing to say, and that is no number.",
              [("nothing-is-zero", 0.0, f"{name} is 0 in a minute without a search", "Zero is the best latency of the year. Is it true?")])
    judge(found, {"rate": 0.0}, "rate", "of a minute without searches", "Nothing was asked: that is a rate of zero.")
    broken = rows([{"a": done}, {"a": plus(done, [], 40)}], "of a minute in which all searches fail")[0]
    for name, wanted in (("errors", 1.0), ("mean", None), ("p99", None), ("rate", 40 / 60)):
        judge(broken, {name: wanted}, name, "of a minute in which all searches fail", "Nothing succeeded: there is no latency to speak of.", [("nothing-is-zero", 0.0, f"{name} is 0 in a minute without a success", "Is that the latency of anyone?")])
