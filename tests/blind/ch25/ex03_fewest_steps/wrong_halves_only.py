# expect: failed|partial
# because: 'leaving out any one of them': it gives up where neither half shows the bug alone
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left = list(steps)
    while len(left) > 1:
        middle = len(left) // 2
        for half in (left[:middle], left[middle:]):
            if run(half) == bug:
                left = half
                break
        else:
            return left
    return [] if run([]) == bug else left
