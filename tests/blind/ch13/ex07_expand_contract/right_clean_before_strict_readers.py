# expect: passed
# because: tolerant readers stay until the old key is gone; optional begins with the writers, whose key readers 1 pass over
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "clean", "readers 3"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["writers 3", "readers 3"],
    "drop": ["readers 3", "writers 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
