# expect: passed
# because: NumPy for the line; a root of the quadratic equation, corrected by single rows
import math

import numpy as np


def student(free):
    """The 97.5% quantile of Student's distribution with so many degrees of freedom."""
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def numbers(points):
    x, y = np.array(points, dtype=float).T
    m = x.mean()
    S = ((x - m) ** 2).sum()
    slope = ((x - m) * (y - y.mean())).sum() / S
    s = math.sqrt(((y - y.mean() - slope * (x - m)) ** 2).sum() / (len(x) - 2))
    return len(x), float(m), float(S), float(y.mean()), float(slope), student(len(x) - 2) * s


def fit(points):
    _, m, _, y, slope, _ = numbers(points)
    return y - slope * m, slope


def forecast(points, rows):
    n, m, S, y, slope, ts = numbers(points)
    middle = y + slope * (rows - m)
    half = ts * math.sqrt(1 + 1 / n + (rows - m) ** 2 / S)
    return middle - half, middle, middle + half


def rows_that_fit(points, limit):
    def fits(rows):
        return forecast(points, rows)[2] <= limit

    if not fits(0):
        return 0
    n, m, S, y, slope, ts = numbers(points)
    # y + slope d + ts sqrt(1 + 1/n + d²/S) = limit
    a, b, c = slope**2 - ts**2 / S, -2 * slope * (limit - y), (limit - y) ** 2 - ts**2 * (1 + 1 / n)
    if abs(a) < 1e-12 * slope**2:
        d = -c / b
    else:
        root = math.sqrt(max(b * b - 4 * a * c, 0.0))
        q = -(b - root) / 2 if b < 0 else -(b + root) / 2
        d = min((r for r in (q / a, c / q if q else math.inf) if y + slope * r <= limit + 1), key=lambda r: abs(y + slope * r + ts * math.sqrt(1 + 1 / n + r * r / S) - limit))
    rows, step = max(int(m + d), 0), 1
    while not fits(rows):
        rows, step = max(rows - step, 0), step * 2
    step = 1
    while fits(rows + step):
        step *= 2
    while step:
        if fits(rows + step):
            rows += step
        step //= 2
    return rows


def days_left(points, rows, per_day, limit):
    if forecast(points, rows)[2] > limit:
        return -1
    return (rows_that_fit(points, limit) - rows) // per_day
