# expect: failed|partial
# because: 'no row may be missed': the old key is taken away from rows that do not have the new one
PLANS = {
    "rename": ["readers 2", "writers 3", "clean", "fill", "readers 3"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
