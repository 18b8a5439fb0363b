# expect: failed|partial
# because: 'and no row has `price`': nothing is cleaned
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
