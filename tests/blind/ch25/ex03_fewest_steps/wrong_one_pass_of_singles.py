# expect: failed|partial
# because: 'leaving out any one of them, no matter which, gives a different text': single steps are tried once, although a step may go only after a later one has gone
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
        if size > 1:
            size //= 2
        else:
            return left
