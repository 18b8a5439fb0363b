# id: writers-first
# check: test_rename
# why: New rows have to exist before anything can read them, so writers come first. Yesterday's readers meet the first new row an instant later.
# source: martinfowler.com/bliki/ParallelChange.html (expand, migrate, contract)
# BEGIN SOLUTION
    return {
        "rename": ["writers 3", "readers 2", "fill", "readers 3", "clean"],
        "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
        "optional": ["writers 3", "readers 3"],
        "drop": ["readers 3", "writers 3", "clean"],
    }[change]
# END SOLUTION
