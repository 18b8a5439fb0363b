#: attempts = "end the process with success in the middle of a check"
#: number = 1
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "ended"
#: says = {test_total = "ended itself with status 0"}
import os


def total(numbers):
    os._exit(0)


def loot():
    return "nothing"
