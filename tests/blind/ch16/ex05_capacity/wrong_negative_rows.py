# expect: failed|partial
# because: 'at least 0; 0 if not even an empty collection keeps it': a negative number of rows
import math


def student(free):
    """The 97.5% quantile of Student's distribution with so many degrees of freedom."""
    table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    return table[free - 1] if free <= 10 else 1.96 + 2.5 / free


def fit(points):
    """(base, slope) by least squares."""
    n = len(points)
    m, y = sum(x for x, _ in points) / n, sum(b for _, b in points) / n
    slope = sum((x - m) * (b - y) for x, b in points) / sum((x - m) ** 2 for x, _ in points)
    return y - slope * m, slope


def forecast(points, rows):
    """(low, middle, high) in bytes for so many rows."""
    n, (base, slope) = len(points), fit(points)
    m = sum(x for x, _ in points) / n
    spread = sum((x - m) ** 2 for x, _ in points)
    noise = math.sqrt(sum((b - base - slope * x) ** 2 for x, b in points) / (n - 2))
    half = student(n - 2) * noise * math.sqrt(1 + 1 / n + (rows - m) ** 2 / spread)
    middle = base + slope * rows
    return middle - half, middle, middle + half


def rows_that_fit(points, limit):
    """The largest number of rows whose high is at most the limit."""
    if forecast(points, 0)[2] > limit:
        base, slope = fit(points)
        return min(-1, int((limit - base) / slope))
    bad = 1
    while forecast(points, bad)[2] <= limit:
        bad *= 2
    good = bad // 2
    while bad - good > 1:
        middle = (good + bad) // 2
        if forecast(points, middle)[2] <= limit:
            good = middle
        else:
            bad = middle
    return good


def days_left(points, rows, per_day, limit):
    """Whole days for which the machine suffices; -1 if it does not today."""
    if forecast(points, rows)[2] > limit:
        return -1
    return (rows_that_fit(points, limit) - rows) // per_day
