#: attempts = "take memory without end"
#: number = 20
#: layer = "memory"
#: exercise = "ch01/ex01"
#: off = ["memory", "limits"]
#: says = {test_total = "MemoryError|SIGKILL|ended"}
#: without = {test_total = "passed"}
kept = []


def total(numbers):
    while len(kept) < 30:  # 480 MiB where 400 are allowed, once: the clock is another layer's
        kept.append(bytearray(16 << 20))
    return sum(numbers)


def loot():
    return "nothing"
