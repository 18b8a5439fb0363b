# expect: failed|partial
# because: 'leaving out any one of them': it ends with pairs of steps and never leaves out a single one
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left = list(steps)
    size = max(1, len(left) // 2)
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            rest = left[:begin] + left[begin + size :]
            if run(rest) == bug:
                left, shorter = rest, True
            else:
                begin += size
        if size > 3:
            size //= 2
        else:
            return left
