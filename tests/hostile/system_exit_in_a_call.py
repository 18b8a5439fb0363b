#: attempts = "leave with SystemExit in a call"
#: number = 3
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: says = {test_total = "raised SystemExit"}
def total(numbers):
    raise SystemExit(0)


def loot():
    return "nothing"
