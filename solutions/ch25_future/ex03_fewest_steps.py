"""The fewest steps.

A program of 200 steps ends with a row missing, and you want to report it. Nobody reads 200 steps; three steps get an answer the same day. `minimize(steps, run)` finds them.

- `steps` is a list of 1 to 400 steps. What is in a step is not your business; two steps may be equal, and the order counts.
- `run(some)` plays a list of steps from the beginning, on an empty collection, and returns a text: `"fine"`, or what went wrong, such as `"a row is missing"`. The same steps give the same text each time. `run(steps)` is not fine: what it says is **the bug**.
- `minimize` returns a list of steps taken from `steps`, in their order, for which `run` says the bug, **the same text**, while leaving out any one of them, no matter which, gives a different text. If even the empty list shows the bug, that is the answer.

Some lists go wrong in a different way: a step is missing that a later one needs, or a second bug shows when the first is gone. That is a different text, and no answer.

A run costs time: for 100 steps or more, of which up to four matter, `run` is called fewer times than there are steps, all calls counted.
"""


def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    # BEGIN SOLUTION minimize
    bug = run(list(steps))
    if run([]) == bug:
        return []
    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        start, shorter = 0, False
        while start < len(left):
            without = left[:start] + left[start + size :]
            if without and run(without) == bug:
                left, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
    # END SOLUTION
