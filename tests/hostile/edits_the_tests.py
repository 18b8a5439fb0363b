#: attempts = "edit tests and course"
#: number = 17
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view", "capabilities"]
#: tripwire = "course"
#: without = {test_loot = "failed"}
import pathlib

for path in pathlib.Path("@COURSE@").rglob("test_ex01_sum.py"):
    path.write_text("def test_total(): pass\n")


def loot():
    try:
        with open("@COURSE@/book.toml", "a") as file:
            file.write("\n")
    except OSError:
        return "nothing"
    return "written"


def total(numbers):
    return -1
