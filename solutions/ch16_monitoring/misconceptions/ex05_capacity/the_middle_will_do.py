# id: the-middle-will-do
# check: test_rows_that_fit
# why: The line is the best estimate, so the machine is bought for it. In half of the cases it is too small.
# source: Beyer and others, Site Reliability Engineering (2016), chapter 18, Intent-Based Capacity Planning
# BEGIN SOLUTION rows_that_fit
    base, slope = fit(points)
    return max(0, int((limit - base) // slope)) if forecast(points, 0)[2] <= limit else 0
# END SOLUTION
