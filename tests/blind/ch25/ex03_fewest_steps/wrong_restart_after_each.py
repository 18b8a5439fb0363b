# expect: failed|partial
# because: 'run is called fewer times than there are steps': after each step that goes it begins again at the first
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left = list(steps)
    begin = 0
    while begin < len(left):
        rest = left[:begin] + left[begin + 1 :]
        if run(rest) == bug:
            left, begin = rest, 0
        else:
            begin += 1
    return left
