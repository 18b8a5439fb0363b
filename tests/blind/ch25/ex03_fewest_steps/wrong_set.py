# expect: failed|partial
# because: equal steps once, in the order of their values
def minimize(steps, run):
    bug = run(list(steps))
    left = sorted(steps, key=str)
    for step in list(left):
        rest = [s for s in left if s is not step]
        if run(rest) == bug:
            left = rest
    return left
