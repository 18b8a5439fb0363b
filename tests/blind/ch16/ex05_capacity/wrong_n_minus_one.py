# expect: partial|failed
# because: the noise is divided by n - 1
"""How much is left?

Someone has loaded a part of the data and read the memory, several times. Fit a line to these points, and answer questions about more rows, with the interval in which you may believe yourself.

`points` is a list of at least three pairs `(rows, bytes)`, in any order, with at least two different numbers of rows. The model is `bytes = base + slope × rows`, fitted by least squares, with `n` points:

- the noise is `s = sqrt(sum of squared residuals / (n - 1))`;
- a **single** further measurement at x rows lies in 95 of 100 cases within `base + slope·x ± t · s · sqrt(1 + 1/n + (x - m)² / S)`. Here m is the mean of the rows of the points, and S the sum of their squared distances from m. `t` is the 97.5% quantile of Student's distribution with n - 2 degrees of freedom; `student(n - 2)` is given.

Write four functions:

- `fit(points)` returns `(base, slope)`, in bytes and bytes per row.
- `forecast(points, rows)` returns `(low, middle, high)` in bytes: the interval, and the line.
- `rows_that_fit(points, limit)` returns the largest whole number of rows, at least 0, whose `high` is at most `limit` bytes; 0 if not even an empty collection keeps it. The machine must hold in the bad case too.
- `days_left(points, rows, per_day, limit)` returns how many whole days the machine suffices: today it has `rows`, every day `per_day` more (1 or more). On the last of these days `high` is still at most `limit`. If today's rows are too many already, it returns -1.

More rows take more memory: in all cases both slope and `high` grow. Numbers of rows go up to some billions, limits up to some TiB.
"""

import math


def student(free):
    """The 97.5% quantile of Student's distribution with so many degrees of freedom."""
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def fit(points):
    """(base, slope) by least squares."""
    m, y = sum(x for x, _ in points) / len(points), sum(b for _, b in points) / len(points)
    slope = sum((x - m) * (b - y) for x, b in points) / sum((x - m) ** 2 for x, _ in points)
    return y - slope * m, slope


def forecast(points, rows):
    """(low, middle, high) in bytes for so many rows."""
    (base, slope), n = fit(points), len(points)
    m = sum(x for x, _ in points) / n
    s = math.sqrt(sum((b - base - slope * x) ** 2 for x, b in points) / (n - 1))
    half = student(n - 2) * s * math.sqrt(1 + 1 / n + (rows - m) ** 2 / sum((x - m) ** 2 for x, _ in points))
    middle = base + slope * rows
    return middle - half, middle, middle + half


def rows_that_fit(points, limit):
    """The largest number of rows whose high is at most the limit."""
    low, high = 0, 1
    if forecast(points, 0)[2] > limit:
        return 0
    while forecast(points, high)[2] <= limit:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if forecast(points, middle)[2] <= limit else (low, middle)
    return low


def days_left(points, rows, per_day, limit):
    """Whole days for which the machine suffices; -1 if it does not today."""
    if forecast(points, rows)[2] > limit:
        return -1
    return (rows_that_fit(points, limit) - rows) // per_day
