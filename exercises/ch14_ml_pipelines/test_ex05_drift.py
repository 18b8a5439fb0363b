"""Checks of ch14/ex05: many days, quiet and changed, that no calibration has seen."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

TOPICS = 8


class Source:
    """Where queries come from: topics with shares, around a mean that is not zero."""

    def __init__(self, support, seed, number):
        self.rng, self.support = np.random.default_rng([seed, 145, number]), support
        self.base = support.unit(self.rng.normal(size=32))
        self.topics = support.unit(self.base + 0.16 * self.rng.normal(size=(TOPICS, 32)))
        self.shares = self.rng.dirichlet(np.full(TOPICS, 3.0))
        self.new = support.unit(self.base + 0.16 * self.rng.normal(size=32))
        self.turn = np.linalg.qr(self.rng.normal(size=(32, 32)))[0]

    def quiet(self, n):
        centers = self.topics[self.rng.choice(TOPICS, size=n, p=self.shares)]
        return self.support.unit(centers + 0.08 * self.rng.normal(size=(n, 32)))

    def changed(self, kind, n):
        day = self.quiet(n)
        if kind == "new topic":
            odd = self.rng.permutation(n)[: n // 3]
            day[odd] = self.support.unit(self.new + 0.08 * self.rng.normal(size=(len(odd), 32)))
        return day @ self.turn if kind == "model swapped" else 2 * day if kind == "no scaling" else day


def numbers_in(value):
    """How many numbers plain data has; None if there is something else in it."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        parts = [numbers_in(v) for v in value]
        return None if None in parts else sum(parts)
    return int(not isinstance(value, str)) if isinstance(value, bool | int | float | str | type(None)) else None


@pytest.fixture
def profiled(submission, client, support, seed, fresh):
    """A source, and the profile of its rows."""

    def make(number, rows, size, rate):
        source, name = Source(support, seed, number), fresh("queries")
        support.collection(client, name, metric="L2")
        vectors = source.quiet(rows)
        for at in range(0, rows, 1000):
            client.insert(name, [{"id": at + n, "vector": v.tolist()} for n, v in enumerate(vectors[at : at + 1000])])
        call = f"calibrate(…, size={size}, rate={rate}) of {rows} rows"
        profile = submission.calibrate(client, name, size, rate)
        count = numbers_in(profile)
        require(count is not None, called=call, returned=type(profile).__name__ if not isinstance(profile, dict) else {k: type(v).__name__ for k, v in profile.items()}, expected="plain data: numbers, texts, lists, dicts")
        require(count <= 20_000, called=call, returned=f"{count:,} numbers", expected="at most 20,000", why="A profile travels to every service; the rows stay in Milvus.")
        return source, profile

    return make


def rings(submission, profile, days, call):
    """The number of days with an alarm."""
    count = 0
    for day in days:
        found = submission.drifted(profile, day)
        require(isinstance(found, bool | np.bool_), called=call, returned=found, expected="True or False")
        count += bool(found)
    return count


def most(n, rate):
    """More than this many alarms of n are not forgiven: a quarter more for what had to be estimated, and five standard deviations of chance."""
    return int(1.25 * n * rate + 5 * np.sqrt(n * rate * (1 - rate)))


@check(points=3)
def test_quiet_days(submission, profiled):
    """On quiet days it rings about as often as was agreed, and not more"""
    for number, rows, size, rate in ((1, 3000, 60, 0.05), (2, 4000, 100, 0.01), (3, 4000, 80, 0.1)):
        source, profile = profiled(number, rows, size, rate)
        n, call = 400, f"drifted() on 400 quiet days of {size} vectors, rate {rate}"
        count = rings(submission, profile, [source.quiet(size) for _ in range(n)], call)
        if count > most(n, rate):
            expected = f"about {n * rate:.0f}, at most {most(n, rate)}"
            single = 1 - (1 - rate) ** 32
            if count > 0.5 * n * single and count < n * min(1.0, 1.5 * single + 0.15) and rate < 0.1 and count < 0.99 * n:
                misconception("a-test-per-number", evidence=f"{count} of {n} quiet days rang: about what 32 tests at a rate of {rate} each give together ({n * single:.0f})", called=call, returned=f"{count} alarms", expected=expected,
                              why="32 numbers are 32 chances for a false alarm. For which of them was the rate agreed?")
            fail(called=call, returned=f"{count} alarms", expected=expected, why="The rate is a promise to the one who is woken.")


@check(points=3, after="test_quiet_days")
def test_changed_days(submission, profiled):
    """A new topic, a swapped model and a lost step ring"""
    for number, size, rate in ((4, 100, 0.05), (5, 50, 0.2)):
        source, profile = profiled(number, 3000, size, rate)
        quiet = rings(submission, profile, [source.quiet(size) for _ in range(100)], "drifted() on quiet days")
        shares = {kind: rings(submission, profile, [source.changed(kind, size) for _ in range(60)], f"drifted() on days with the change “{kind}”") / 60 for kind in ("new topic", "model swapped", "no scaling")}
        for kind, share in shares.items():
            if share >= 0.9:
                continue
            told = {"called": f"drifted() on 60 days of {size} vectors with the change “{kind}”, rate {rate}", "returned": f"{share:.0%} of the days rang", "expected": "at least 90%"}
            if kind == "new topic" and share == quiet == 0 and shares["model swapped"] > 0.9:
                misconception("a-day-is-a-row", evidence="neither a quiet day nor one with a new topic rang, and a model swapped did: the limit is as wide as the spread of single vectors", **told,
                              why="The mean of a day varies far less than one vector does. Of what is the limit a quantile?")
            if kind == "no scaling" and share <= max(0.5, 3 * rate) and shares["new topic"] >= 0.9 and shares["model swapped"] >= 0.9:
                misconception("direction-is-all", evidence="turned vectors rang and longer ones did not: only directions were compared", **told, why="A lost step shows in the lengths, which a cosine cannot see.")
            fail(**told, why="A change that large must not go unseen.")


@check(points=2, after="test_quiet_days")
def test_it_does_ring(submission, profiled):
    """An alarm with a rate of one in ten rings now and then on quiet days, in every process alike"""
    source, profile = profiled(6, 4000, 80, 0.1)
    days = [source.quiet(80) for _ in range(400)]
    count = rings(submission, profile, days, "drifted() on quiet days")
    require(count >= 8, called="drifted() on 400 quiet days, rate 0.1", returned=f"{count} alarms", expected="at least 8, about 40", why="A limit far above what was agreed sees less than it could.")
    other = submission.spawn()
    first = [bool(submission.drifted(profile, day)) for day in days[:60]]
    again = [bool(other.drifted(profile, day)) for day in days[:60]]
    if first != again:
        fail(called="drifted() on the same 60 days in another process", returned=f"{sum(a != b for a, b in zip(first, again, strict=True))} different answers", expected="the same", why="If it woke you, you will look again.")
