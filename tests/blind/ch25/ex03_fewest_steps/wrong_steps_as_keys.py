# expect: failed|partial
# because: 'What is in a step is not your business': the steps are used as keys, which fails for steps that are lists or dicts
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    from functools import lru_cache

    play = lru_cache(maxsize=None)(lambda some: run(list(some)))
    bug = play(tuple(steps))
    if play(()) == bug:
        return []
    left = list(steps)
    size = max(1, len(left) // 2)
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            rest = left[:begin] + left[begin + size :]
            if play(tuple(rest)) == bug:
                left, shorter = rest, True
            else:
                begin += size
        if size > 1:
            size //= 2
        elif not shorter:
            return left
