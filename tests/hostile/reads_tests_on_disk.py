#: attempts = "read tests and solutions from the disk"
#: number = 7
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view"]
#: without = {test_loot = "failed"}
import pathlib


def loot():
    for place in ("@TREE@", "@COURSE@"):
        found = [str(p) for p in pathlib.Path(place).rglob("test_*.py")] + [str(p) for p in pathlib.Path(place).rglob("solutions")]
        if found:
            return found[0]
    return "nothing"


def total(numbers):
    return -1
