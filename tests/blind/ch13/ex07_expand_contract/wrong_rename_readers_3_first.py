# expect: failed|partial
# because: 'no row may be missed': strict readers before any row has the new key
PLANS = {
    "rename": ["readers 3", "writers 3", "fill", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
