# expect: failed|partial
# because: 'A step that is not needed is left out': filled before it is cleaned
PLANS = {
    "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
    "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
    "optional": ["readers 3", "writers 3"],
    "drop": ["readers 3", "writers 3", "fill", "clean"],
}


def plan(change):
    return list(PLANS[change])
