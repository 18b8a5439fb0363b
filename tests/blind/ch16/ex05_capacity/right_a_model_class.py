# expect: passed
# because: the line is fitted once, days are bisected by themselves
import math


def student(free):
    """The 97.5% quantile of Student's distribution with so many degrees of freedom."""
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


class Line:
    def __init__(self, points):
        xs, ys = zip(*points)
        self.n = len(xs)
        self.m, self.y = math.fsum(xs) / self.n, math.fsum(ys) / self.n
        self.S = math.fsum((x - self.m) ** 2 for x in xs)
        self.slope = math.fsum((x - self.m) * (y - self.y) for x, y in points) / self.S
        rest = math.fsum((y - self.y - self.slope * (x - self.m)) ** 2 for x, y in points)
        self.ts = student(self.n - 2) * math.sqrt(rest / (self.n - 2))

    def middle(self, rows):
        return self.y + self.slope * (rows - self.m)

    def half(self, rows):
        return self.ts * math.sqrt(1 + 1 / self.n + (rows - self.m) ** 2 / self.S)

    def keeps(self, rows, limit):
        return self.middle(rows) + self.half(rows) <= limit


def last(true):
    """The largest whole number from 0 on for which it is true, if it is for 0 and never again after the first false."""
    step = 1
    while true(step):
        step <<= 1
    low = 0
    while step:
        if true(low + step):
            low += step
        step >>= 1
    return low


def fit(points):
    line = Line(points)
    return line.y - line.slope * line.m, line.slope


def forecast(points, rows):
    line = Line(points)
    middle, half = line.middle(rows), line.half(rows)
    return (middle - half, middle, middle + half)


def rows_that_fit(points, limit):
    line = Line(points)
    return last(lambda rows: line.keeps(rows, limit)) if line.keeps(0, limit) else 0


def days_left(points, rows, per_day, limit):
    line = Line(points)
    if not line.keeps(rows, limit):
        return -1
    return last(lambda days: line.keeps(rows + days * per_day, limit))
