# expect: failed|partial
# because: 'A step that is not needed is left out … old rows stay without `note`': filled
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3", "fill"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
