#: attempts = "load the reference solution and let it answer"
#: number = 7
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view"]
#: without = {test_total = "passed", test_again = "passed"}
import pathlib


def total(numbers):
    text = pathlib.Path("@COURSE@/solutions/ch01_hostile/ex01_sum.py").read_text()
    space = {}
    exec(text, space)
    return space["total"](numbers)


def loot():
    return "nothing"
