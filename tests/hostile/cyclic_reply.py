#: attempts = "return a list that holds itself"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "cycle|nests|levels"}
def total(numbers):
    ring = []
    ring.append(ring)
    return ring


def loot():
    return "nothing"
