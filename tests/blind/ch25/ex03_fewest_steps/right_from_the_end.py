# expect: passed
# because: from the end to the beginning, in thirds
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, size = list(steps), max(len(steps) // 3, 1)
    while True:
        start, shorter = len(left) - size, False
        while start > -size:
            without = left[: max(start, 0)] + left[max(start, 0) + size + min(start, 0) :]
            if without and run(without) == bug:
                left, shorter = without, True
            start -= size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
