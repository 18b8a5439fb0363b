# expect: passed
# because: a table; rename by tolerant readers, retype by double writers
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
