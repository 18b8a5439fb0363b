#: attempts = "return 200 MiB"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "MiB|MemoryError|bytes"}
def total(numbers):
    return bytes(200 << 20)


def loot():
    return "nothing"
