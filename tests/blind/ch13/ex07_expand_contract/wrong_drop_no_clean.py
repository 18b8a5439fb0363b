# expect: failed|partial
# because: 'and no row has `fax`': nothing is cleaned
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3"],
}


def plan(change):
    return list(PLANS[change])
