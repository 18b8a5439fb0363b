# expect: failed|partial
# because: 'leaving out any one of them': the shortest beginning that shows the bug by bisection, with all the noise before its last step
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        if run(steps[:middle]) == bug:
            high = middle
        else:
            low = middle + 1
    return steps[:high]
