# id: there-is-always-a-way
# check: test_no_plan
# why: A search for the best plan always has a best one, and returns it. That the best one is not good enough was not asked.
# source: Beyer and others, Site Reliability Engineering (2016), chapter 4: objectives that cannot be met
# BEGIN SOLUTION plan
    seconds = min(100.0, 5000 / load)
    day = arrivals(load, seconds, 11)
    best = None
    for most in (1, 2, 4, 8, 16, 32, 64):
        for share in (0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9):
            waited, calls = play(day, most, share * limit, fixed, each)
            late = np.quantile(waited, 0.99)
            rank = (max(0.0, late - limit), calls)
            if best is None or rank < best[0]:
                best = (rank, most, share * limit)
    return best[1:]
# END SOLUTION
