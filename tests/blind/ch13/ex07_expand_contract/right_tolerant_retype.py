# expect: passed
# because: retype by readers 2, which ask both collections and merge by id, instead of writers 2
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "readers 2", "writers 3", "fill", "readers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
