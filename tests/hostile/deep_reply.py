#: attempts = "return a list nested a hundred thousand times"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "nests|recursion|levels|ended"}
def total(numbers):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep


def loot():
    return "nothing"
