# id: the-line-is-the-measurement
# check: test_the_interval
# why: Plotting libraries draw the confidence band of the line by default, and it is taken for the range of the next measurement.
# source: NIST/SEMATECH e-Handbook of Statistical Methods, 4.5.2.1: prediction and calibration intervals
# BEGIN SOLUTION forecast
    (base, slope), n = fit(points), len(points)
    m = sum(x for x, _ in points) / n
    s = math.sqrt(sum((b - base - slope * x) ** 2 for x, b in points) / (n - 2))
    half = student(n - 2) * s * math.sqrt(1 / n + (rows - m) ** 2 / sum((x - m) ** 2 for x, _ in points))
    middle = base + slope * rows
    return middle - half, middle, middle + half
# END SOLUTION
