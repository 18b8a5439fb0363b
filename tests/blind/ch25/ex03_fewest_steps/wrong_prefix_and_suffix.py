# expect: failed|partial
# because: 'leaving out any one of them, no matter which': only the beginning and the end are cut off, noise in the middle stays
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    left = list(steps)
    for cut in (lambda some, n: some[:-n], lambda some, n: some[n:]):
        size = max(1, len(left) // 2)
        while size and left:
            if size <= len(left) and run(cut(left, size)) == bug:
                left = cut(left, size)
            else:
                size //= 2
    return left
