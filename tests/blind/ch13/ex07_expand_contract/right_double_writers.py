# expect: passed
# because: rename by writers of both keys; in the last but one place the strict writers
def plan(change):
    if change == "rename":
        return "writers 2, fill, readers 3, writers 3, clean".split(", ")
    if change == "retype":
        return "create, writers 2, fill, readers 3, writers 3, clean".split(", ")
    steps = ["readers 3", "writers 3"]
    if change == "drop":
        steps.append("clean")
    return steps
