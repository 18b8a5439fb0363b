#: attempts = "print without end"
#: number = 20
#: layer = "output-cap"
#: exercise = "ch01/ex01"
#: off = ["output-cap"]
#: cut = "test_total"
#: says = {test_total = "returned -1"}
#: without = {uncut = "test_total"}
def total(numbers):
    for _ in range(20_000):
        print("x" * 1_000)
    return -1


def loot():
    return "nothing"
