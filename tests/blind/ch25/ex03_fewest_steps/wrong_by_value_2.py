# expect: failed|partial
# because: 'two steps may be equal': a step is left out by its value, so all steps like it go at once
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left = list(steps)
    size = max(1, len(left) // 2)
    while size:
        shorter, begin = False, 0
        while begin < len(left):
            out = left[begin : begin + size]
            rest = [step for step in left if step not in out]
            if run(rest) == bug:
                left, shorter = rest, True
            else:
                begin += size
        size = 1 if size == 1 and shorter else size // 2
    return left
