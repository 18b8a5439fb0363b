# id: one-pass-is-enough
# check: test_no_step_left
# why: Each step was tried once and was needed. It was needed as long as others were there.
# source: Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input (2002): 1-minimality, and why ddmin begins again after each success
# BEGIN SOLUTION minimize
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, size = list(steps), max(len(steps) // 2, 1)
    while size:
        start = 0
        while start < len(left):
            without = left[:start] + left[start + size :]
            if without and run(without) == bug:
                left = without
            else:
                start += size
        size //= 2
    return left
    # END SOLUTION
