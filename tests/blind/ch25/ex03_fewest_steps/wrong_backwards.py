# expect: failed|partial
# because: 'a list of steps taken from steps, in their order': what is needed is collected from the end and returned in that order
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left, needed, size = list(steps), [], max(1, len(steps) // 2)
    while left:
        rest = left[:-size]
        if run(rest + needed[::-1]) == bug:
            left = rest
            size = min(2 * size, max(1, len(left)))
        elif size > 1:
            size //= 2
        else:
            needed.append(left.pop())
    return needed
