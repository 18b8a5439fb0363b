# expect: failed|partial
# because: leaves out all steps that are equal
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        start, shorter = 0, False
        while start < len(left):
            gone = left[start : start + size]
            without = [step for step in left if step not in gone]
            if without and run(without) == bug:
                left, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
