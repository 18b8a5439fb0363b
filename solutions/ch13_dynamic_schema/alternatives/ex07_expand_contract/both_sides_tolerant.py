"""Another order wherever there is one: tolerant readers and double writers, each contracted at the end."""


def plan(change):
    if change == "rename":
        return ["writers 2", "fill", "readers 3", "writers 3", "clean"]
    if change == "retype":
        return ["create", "readers 2", "writers 3", "fill", "readers 3", "clean"]
    if change == "optional":
        return ["readers 3", "writers 3"]
    return ["readers 3", "writers 3", "clean"]
