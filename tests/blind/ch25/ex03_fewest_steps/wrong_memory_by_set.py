# expect: failed|partial
# because: 'two steps may be equal, and the order counts': what was said is remembered for the set of steps, so lists with the same steps are taken for one
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    known = {}

    def said(some):
        key = frozenset(map(repr, some))
        if key not in known:
            known[key] = run(some)
        return known[key]

    bug = said(list(steps))
    if said([]) == bug:
        return []
    left = list(steps)
    size = max(1, len(left) // 2)
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            rest = left[:begin] + left[begin + size :]
            if said(rest) == bug:
                left, shorter = rest, True
            else:
                begin += size
        if size > 1:
            size //= 2
        elif not shorter:
            return left
