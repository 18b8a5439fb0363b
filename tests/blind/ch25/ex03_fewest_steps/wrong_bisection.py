# expect: failed|partial
# because: halves only: what needs both halves stays whole
def minimize(steps, run):
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left = list(steps)
    while len(left) > 1:
        middle = len(left) // 2
        half = next((h for h in (left[:middle], left[middle:]) if run(h) == bug), None)
        if half is None:
            return left
        left = half
    return left
