# expect: failed|partial
# because: only ever cuts off the end
def minimize(steps, run):
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left = list(steps)
    while len(left) > 1 and run(left[:-1]) == bug:
        left = left[:-1]
    return left
