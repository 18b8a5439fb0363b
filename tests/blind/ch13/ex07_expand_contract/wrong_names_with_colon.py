# expect: failed|partial
# because: 'a list of their **names**': written as in the lesson, `readers: 2`
PLANS = {
    "rename": ["readers: 2", "writers: 3", "fill", "readers: 3", "clean"],
    "retype": ["create", "writers: 2", "fill", "readers: 3", "writers: 3", "clean"],
    "optional": ["readers: 3", "writers: 3"],
    "drop": ["readers: 3", "writers: 3", "clean"],
}


def plan(change):
    return list(PLANS[change])
