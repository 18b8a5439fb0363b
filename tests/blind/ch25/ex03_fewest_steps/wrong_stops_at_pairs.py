# expect: failed|partial
# because: never tries single steps
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        start, shorter = 0, False
        while start < len(left):
            without = left[:start] + left[start + size :]
            if without and run(without) == bug:
                left, shorter = without, True
            else:
                start += size
        if size <= 2 and not shorter:
            return left
        size = max(size // 2, 2)
