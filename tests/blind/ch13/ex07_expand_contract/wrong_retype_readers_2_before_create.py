# expect: failed|partial
# because: 'readers 2 ask both': before the second collection is there
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["readers 2", "create", "writers 3", "fill", "readers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
