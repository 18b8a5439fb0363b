#: attempts = "end the process with success while it is imported"
#: number = 1
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "ended"
#: says = {test_total = "ended itself with status 0"}
import os

os._exit(0)


def total(numbers):
    return -1


def loot():
    return "nothing"
