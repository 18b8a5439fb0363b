"""How much is left?

Someone has loaded a part of the data and read the memory, several times. Fit a line to these points, and answer questions about more rows, with the interval in which you may believe yourself.

`points` is a list of at least three pairs `(rows, bytes)`, in any order, with at least two different numbers of rows. The model is `bytes = base + slope × rows`, fitted by least squares, with `n` points:

- the noise is `s = sqrt(sum of squared residuals / (n - 2))`;
- a **single** further measurement at x rows lies in 95 of 100 cases within `base + slope·x ± t · s · sqrt(1 + 1/n + (x - m)² / S)`. Here m is the mean of the rows of the points, and S the sum of their squared distances from m. `t` is the 97.5% quantile of Student's distribution with n - 2 degrees of freedom; `student(n - 2)` is given.

Write four functions:

- `fit(points)` returns `(base, slope)`, in bytes and bytes per row.
- `forecast(points, rows)` returns `(low, middle, high)` in bytes: the interval, and the line.
- `rows_that_fit(points, limit)` returns the largest whole number of rows, at least 0, whose `high` is at most `limit` bytes; 0 if not even an empty collection keeps it. The machine must hold in the bad case too.
- `days_left(points, rows, per_day, limit)` returns how many whole days the machine suffices: today it has `rows`, every day `per_day` more (1 or more). On the last of these days `high` is still at most `limit`. If today's rows are too many already, it returns -1.

More rows take more memory: in all cases both slope and `high` grow. Numbers of rows go up to some billions, limits up to some TiB.
"""

import math
from grader.learner import NotStarted


def student(free):
    """The 97.5% quantile of Student's distribution with so many degrees of freedom."""
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def fit(points):
    """(base, slope) by least squares."""
    raise NotStarted("fit")


def forecast(points, rows):
    """(low, middle, high) in bytes for so many rows."""
    raise NotStarted("forecast")


def rows_that_fit(points, limit):
    """The largest number of rows whose high is at most the limit."""
    raise NotStarted("rows_that_fit")


def days_left(points, rows, per_day, limit):
    """Whole days for which the machine suffices; -1 if it does not today."""
    raise NotStarted("days_left")
