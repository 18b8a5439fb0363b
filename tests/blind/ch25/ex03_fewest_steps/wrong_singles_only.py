# expect: failed|partial
# because: 'for 100 steps or more … run is called fewer times than there are steps': only single steps are left out, one run for each
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left = list(steps)
    size = 1
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            rest = left[:begin] + left[begin + size :]
            if run(rest) == bug:
                left, shorter = rest, True
            else:
                begin += size
        if size > 1:
            size //= 2
        elif not shorter:
            return left
