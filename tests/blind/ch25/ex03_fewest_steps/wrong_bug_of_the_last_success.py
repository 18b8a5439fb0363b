# expect: failed|partial
# because: 'what it says is the bug … the same text': the text to look for follows the last failure that was seen
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left = list(steps)
    size = max(1, len(left) // 2)
    while True:
        shorter = False
        begin = 0
        while begin < len(left):
            rest = left[:begin] + left[begin + size :]
            said = run(rest)
            if said == bug or (said != "fine" and size == 1):
                left, shorter, bug = rest, True, said
            else:
                begin += size
        if size > 1:
            size //= 2
        elif not shorter:
            return left
