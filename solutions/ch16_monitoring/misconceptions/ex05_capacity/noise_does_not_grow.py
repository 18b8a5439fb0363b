# id: noise-does-not-grow
# check: test_the_interval
# why: The scatter around the line is put beside every value of it, as plus or minus two sigma, however far away.
# source: NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.3: extrapolation
# BEGIN SOLUTION forecast
    (base, slope), n = fit(points), len(points)
    m = sum(x for x, _ in points) / n
    s = math.sqrt(sum((b - base - slope * x) ** 2 for x, b in points) / (n - 2))
    half = student(n - 2) * s
    middle = base + slope * rows
    return middle - half, middle, middle + half
# END SOLUTION
