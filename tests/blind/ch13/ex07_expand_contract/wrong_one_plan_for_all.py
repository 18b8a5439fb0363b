# expect: failed|partial
# because: 'A step that is not needed is left out': one plan for all changes
def plan(change):
    steps = ["readers 2", "writers 2", "fill", "readers 3", "writers 3", "clean"]
    return ["create", *steps] if change == "retype" else steps
