# expect: passed
# because: the line from the statistics module, the rows by bisect
import math
import statistics
from bisect import bisect_right


def student(free):
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def fit(points):
    xs, ys = zip(*points)
    slope, base = statistics.linear_regression(xs, ys)
    return base, slope


def forecast(points, rows):
    base, slope = fit(points)
    xs = [p[0] for p in points]
    squares = statistics.pvariance(xs) * len(xs)
    s = math.sqrt(math.fsum((y - (base + slope * x)) ** 2 for x, y in points) / (len(points) - 2))
    width = student(len(points) - 2) * s * math.sqrt(1 + 1 / len(xs) + (rows - statistics.fmean(xs)) ** 2 / squares)
    return base + slope * rows - width, base + slope * rows, base + slope * rows + width


class Highs:
    def __init__(self, points):
        self.points = points

    def __len__(self):
        return 10**13

    def __getitem__(self, rows):
        return forecast(self.points, rows)[2]


def rows_that_fit(points, limit):
    return max(0, bisect_right(Highs(points), limit) - 1)


def days_left(points, rows, per_day, limit):
    if forecast(points, rows)[2] > limit:
        return -1
    return int((rows_that_fit(points, limit) - rows) / per_day) if rows_that_fit(points, limit) < 10**12 else (rows_that_fit(points, limit) - rows) // per_day
