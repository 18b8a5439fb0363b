# expect: failed|partial
# because: 'returns the steps of a change': the second time the table has been emptied
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    steps = []
    while PLANS[change]:
        steps.append(PLANS[change].pop(0))
    return steps
