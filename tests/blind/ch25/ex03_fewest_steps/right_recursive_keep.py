# expect: passed
# because: 'a list of steps taken from steps, in their order': recursion over places, repeated until nothing goes
def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    bug = run(list(steps))

    def same(places):
        return run([steps[place] for place in places]) == bug

    def keep(before, part, after):
        """What of a part is needed, between what is kept before it and what stands after it."""
        if not part or same(before + after):
            return []
        if len(part) == 1:
            return part
        middle = len(part) // 2
        first = keep(before, part[:middle], part[middle:] + after)
        return first + keep(before + first, part[middle:], after)

    places = list(range(len(steps)))
    while True:
        fewer = keep([], places, [])
        if len(fewer) == len(places):
            return [steps[place] for place in fewer]
        places = fewer
