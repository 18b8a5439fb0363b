#: attempts = "leave with SystemExit while it is imported"
#: number = 3
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: says = {test_total = "raised SystemExit"}
import sys

sys.exit(0)


def total(numbers):
    return -1


def loot():
    return "nothing"
