"""numpy's lstsq for the line; the rows from the quadratic equation, corrected by a step or two."""

import math

import numpy as np


def student(free):
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def parts(points):
    x, y = np.array(points, dtype=float).T
    centered = x - x.mean()
    (level, slope), *_ = np.linalg.lstsq(np.stack([np.ones_like(x), centered], axis=1), y, rcond=None)
    rest = y - level - slope * centered
    return float(x.mean()), float(level), float(slope), student(len(x) - 2) * math.sqrt(rest @ rest / (len(x) - 2)), float(centered @ centered), len(x)


def fit(points):
    m, level, slope, *_ = parts(points)
    return level - slope * m, slope


def forecast(points, rows):
    m, level, slope, ts, S, n = parts(points)
    half = ts * math.sqrt(1 + 1 / n + (rows - m) ** 2 / S)
    middle = level + slope * (rows - m)
    return middle - half, middle, middle + half


def rows_that_fit(points, limit):
    m, level, slope, ts, S, n = parts(points)
    if forecast(points, 0)[2] > limit:
        return 0
    # (limit - level - slope d)^2 = ts^2 (1 + 1/n + d^2 / S), the root on the side where high still grows
    a, b, c = slope**2 - ts**2 / S, -2 * slope * (limit - level), (limit - level) ** 2 - ts**2 * (1 + 1 / n)
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    candidates = [(-b - root) / (2 * a), (-b + root) / (2 * a)] if a else [-c / b]
    found = max([0, *[int(d + m) for d in candidates if d + m > 0 and forecast(points, d + m - 2)[2] <= limit + slope]])
    while found and forecast(points, found)[2] > limit:
        found -= 1
    while forecast(points, found + 1)[2] <= limit:
        found += 1
    return found


def days_left(points, rows, per_day, limit):
    fits = rows_that_fit(points, limit)
    return -1 if fits < rows or forecast(points, rows)[2] > limit else (fits - rows) // per_day
