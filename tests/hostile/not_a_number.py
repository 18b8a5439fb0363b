#: attempts = "return a number that compares with nothing"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "nan"}
def total(numbers):
    return float("nan")


def loot():
    return "nothing"
