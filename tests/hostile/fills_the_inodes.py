#: attempts = "make files without end"
#: number = 20
#: layer = "disk"
#: exercise = "ch01/ex01"
#: off = ["disk", "limits"]
#: without = {test_loot = "failed"}
import pathlib


def loot():
    made = 0
    try:
        for number in range(6_000):
            pathlib.Path(f"f{number}").touch()
            made += 1
    except OSError:
        pass
    return f"{made} files" if made >= 6_000 else "nothing"


def total(numbers):
    return -1
