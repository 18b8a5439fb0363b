# id: new-readers-see-new-rows
# check: test_retype
# why: Once all writers write the new shape, everything seems to have it. What was written before is still as it was.
# source: martinfowler.com/bliki/ParallelChange.html (the migrate phase moves what exists)
# BEGIN SOLUTION
    return {
        "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
        "retype": ["create", "writers 2", "readers 3", "writers 3", "clean"],
        "optional": ["writers 3", "readers 3"],
        "drop": ["readers 3", "writers 3", "clean"],
    }[change]
# END SOLUTION
