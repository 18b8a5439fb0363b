#: attempts = "take memory without end"
#: number = 20
#: layer = "memory"
#: exercise = "ch01/ex01"
#: off = ["memory", "limits"]
#: says = {test_total = "MemoryError|SIGKILL|ended"}
#: without = {test_total = "passed"}
def total(numbers):
    kept = []
    while len(kept) < 60:
        kept.append(bytearray(16 << 20))
    return sum(numbers)


def loot():
    return "nothing"
