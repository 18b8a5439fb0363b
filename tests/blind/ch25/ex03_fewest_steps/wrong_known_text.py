# expect: failed|partial
# because: looks for the text of the example
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
            if without and run(without) == "a row is missing":
                left, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
