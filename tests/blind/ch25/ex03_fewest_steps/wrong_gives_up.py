# expect: failed|partial
# because: 'leaving out any one of them … gives a different text': it stops after as many runs as there are steps less one, minimal or not
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, runs = list(steps), 0
    size = max(1, len(left) // 2)
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            runs += 1
            if runs >= len(steps) - 2:
                return left
            rest = left[:begin] + left[begin + size :]
            if run(rest) == bug:
                left, shorter = rest, True
            else:
                begin += size
        if size > 1:
            size //= 2
        elif not shorter:
            return left
