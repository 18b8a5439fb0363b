# expect: failed|partial
# because: 'no row has `price`': cleaned while writers 2 still write both
PLANS = {
    "rename": ["writers 2", "fill", "readers 3", "clean", "writers 3"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
