# expect: failed|partial
# because: the empty list is not tried
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        start, shorter = 0, False
        while start < len(left):
            without = left[:start] + left[start + size :]
            if without and run(without) == bug:
                left, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
