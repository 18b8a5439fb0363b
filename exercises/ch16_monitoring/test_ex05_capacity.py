"""Checks of ch16/ex05: points whose line is known, compared with the formulas of the statement."""

import math

import numpy as np
import pytest

from grader.checks import check, close, fail, misconception, require

TABLE = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]


class Line:
    """The statement's formulas; `one` is the 1 under the root, `lever` whether the distance counts."""

    def __init__(self, points, one=1.0, lever=True):
        self.x, self.y = (np.array(side, float) for side in zip(*points, strict=True))
        n, self.one, self.lever = len(points), one, lever
        self.m, self.S = self.x.mean(), ((self.x - self.x.mean()) ** 2).sum()
        self.slope = ((self.x - self.m) * (self.y - self.y.mean())).sum() / self.S
        self.base = self.y.mean() - self.slope * self.m
        self.s, self.n = math.sqrt(((self.y - self.base - self.slope * self.x) ** 2).sum() / (n - 2)), n
        self.t = TABLE[n - 3] if n <= 12 else 1.96 + 2.5 / (n - 2)

    def at(self, rows):
        far = 1 / self.n + (rows - self.m) ** 2 / self.S if self.lever else 0.0
        half = self.t * self.s * math.sqrt(self.one + far)
        middle = self.base + self.slope * rows
        return middle - half, middle, middle + half


def measured(rng, n=None, noise=None):
    """Points of a machine: some rows, their bytes, and noise that is small beside the slope."""
    while True:
        n_here = n or int(rng.integers(4, 9))
        rows = rng.permutation(np.sort(rng.choice(np.arange(1, 60), size=n_here, replace=False))) * int(rng.integers(3_000, 90_000))
        base, slope = float(rng.uniform(1, 9)) * 1e8, float(rng.uniform(300, 4000))
        scale = (rng.uniform(0.01, 0.06) if noise is None else noise) * slope * rows.max()
        points = [(int(r), int(base + slope * r + rng.normal() * scale)) for r in rows]
        line = Line(points)
        if line.slope > 0 and all(line.at(x)[2] < line.at(x + 1_000_000)[2] for x in (0, 10_000, 500_000)) and line.at(0)[2] < line.at(1)[2] and line.base > 0:
            return points


def short(points):
    return f"{len(points)} points from {min(points)[0]:,} to {max(points)[0]:,} rows"


@pytest.fixture
def forecast(submission):
    def ask(points, rows):
        found = submission.forecast(list(points), rows)
        require(isinstance(found, list | tuple) and len(found) == 3 and all(isinstance(v, int | float) and not isinstance(v, bool) for v in found), called=f"forecast({short(points)}, {rows:,})", returned=repr(found), expected="(low, middle, high) in bytes")
        return [float(v) for v in found]

    return ask


@check(points=1)
def test_the_line(submission, rng):
    """The line of least squares"""
    for _ in range(4):
        points, line = (p := measured(rng)), Line(p)
        found = submission.fit(list(points))
        require(isinstance(found, list | tuple) and len(found) == 2, called=f"fit({short(points)})", returned=repr(found), expected="(base, slope)")
        close(list(found), [line.base, line.slope], called=f"fit({short(points)})", rtol=1e-6, why="All points count, and the server needs memory before the first row.")
    twice = [(1000, 5_000_000), (1000, 5_400_000), (9000, 13_000_000)]
    line = Line(twice)
    close(list(submission.fit(twice)), [line.base, line.slope], called=f"fit({twice})", rtol=1e-6, why="The same number of rows may have been measured twice.")


@check(points=3, after="test_the_line")
def test_the_interval(forecast, rng):
    """The interval of one more measurement, near and far"""
    for n in (3, 5, 8, 12, 15):
        points = measured(rng, n)
        line, most = Line(points), max(points)[0]
        for rows in (0, int(line.m), most, 10 * most, 100 * most):
            found, wanted, called = forecast(points, rows), line.at(rows), f"forecast({short(points)}, {rows:,})"
            if not np.allclose(found, wanted, rtol=1e-6, atol=1.0):
                told = {"called": called, "returned": [f"{v:,.0f}" for v in found], "expected": [f"{v:,.0f}" for v in wanted]}
                if np.allclose(found, Line(points, one=0.0).at(rows), rtol=1e-6, atol=1.0):
                    misconception("the-line-is-the-measurement", **told, evidence="the interval of the line, without the 1 under the root", why="How well the line is known is one thing. A single machine also has noise of its own, around that line.")
                if np.allclose(found, Line(points, lever=False).at(rows), rtol=1e-6, atol=1.0):
                    misconception("noise-does-not-grow", **told, evidence="the same width near the points and a hundred times as far", why="A slope that is a little wrong is very wrong far away. Which term of the formula says so?")
                fail(**told, why="Take the formula as it stands: t, s, and the root of three terms.")


@check(points=2, after="test_the_interval")
def test_rows_that_fit(submission, rng):
    """What fits in the bad case"""
    for factor in (1.5, 20, 900, None):
        points = measured(rng)
        line = Line(points)
        factor = factor or 3e9 / max(points)[0]  # some billions of rows
        limit = int(line.base + line.slope * max(points)[0] * factor + line.t * line.s * 2)
        found = submission.rows_that_fit(list(points), limit)
        called = f"rows_that_fit({short(points)}, {limit:,})"
        require(isinstance(found, int) and not isinstance(found, bool) and found >= 0, called=called, returned=repr(found), expected="a whole number of rows")
        ok = line.at(found)[2] <= limit * (1 + 1e-12) and line.at(found + 1)[2] > limit * (1 - 1e-12)
        if not ok and abs(line.at(found)[1] - limit) <= 2 * line.slope + 1e-9 * limit:
            misconception("the-middle-will-do", called=called, returned=f"{found:,}", expected="fewer rows", evidence="the line itself reaches the limit there: in half of the cases it is more", why="Which of the three numbers has to be below the limit, if the machine must hold in the bad case too?")
        require(ok, called=called, returned=f"{found:,}, whose high is {line.at(found)[2]:,.0f}", expected=f"the largest number whose high is at most {limit:,}", why="One row more would be too many, and one fewer is wasted.")
    points = measured(rng)
    for limit in (0, int(Line(points).at(0)[2]) - 2):
        require(submission.rows_that_fit(list(points), limit) == 0, called=f"rows_that_fit({short(points)}, {limit:,})", returned="something else", expected="0", why="The empty server alone needs more, in the bad case.")


@check(points=2, after="test_rows_that_fit")
def test_days_left(submission, rng):
    """Whole days, and today is one of them"""
    for factor in (3, 60):
        points = measured(rng)
        line, most = Line(points), max(points)[0]
        limit = int(line.at(most * factor)[2])
        for per_day in (1, int(rng.integers(1_000, 50_000)), most):
            rows = most + int(rng.integers(0, 1_000))
            found, called = submission.days_left(list(points), rows, per_day, limit), f"days_left({short(points)}, {rows:,}, {per_day:,}, {limit:,})"
            require(isinstance(found, int) and not isinstance(found, bool), called=called, returned=repr(found), expected="whole days")
            good = found >= 0 and line.at(rows + found * per_day)[2] <= limit * (1 + 1e-12) and line.at(rows + (found + 1) * per_day)[2] > limit * (1 - 1e-12)
            require(good, called=called, returned=f"{found:,} days", expected="the last day on which high is at most the limit, and no later one", why="On the day after it the machine is too small in the bad case.")
        require(submission.days_left(list(points), most, most * factor * 5, limit) == 0, called=f"days_left({short(points)}, {most:,}, …)", returned="something else", expected="0", why="Today it suffices, tomorrow it does not.")
        require(submission.days_left(list(points), most * factor * 2, 10, limit) == -1, called=f"days_left({short(points)}, {most * factor * 2:,}, 10, …)", returned="something else", expected="-1", why="It does not suffice today.")
