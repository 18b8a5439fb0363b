# expect: failed|partial
# because: 'no row may be missed': readers of the second collection before it is filled
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "readers 3", "fill", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
