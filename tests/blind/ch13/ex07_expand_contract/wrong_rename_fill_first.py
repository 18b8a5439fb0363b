# expect: failed|partial
# because: 'gives every row **that is there now** the new shape': filled while old writers go on
PLANS = {
    "rename": ["fill", "readers 2", "writers 3", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
