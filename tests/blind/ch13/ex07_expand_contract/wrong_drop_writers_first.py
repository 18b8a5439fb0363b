# expect: failed|partial
# because: 'the key `fax`, which readers 1 need': writers leave it out first
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["writers 3", "readers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
