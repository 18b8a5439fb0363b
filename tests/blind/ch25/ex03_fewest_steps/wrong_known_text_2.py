# expect: failed|partial
# because: 'what it says is the bug': the text of the example is looked for
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = "a row is missing"
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
        elif not shorter:
            return left
