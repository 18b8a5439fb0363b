#: attempts = "turn a failed run into exit status 0 at the interpreter's end"
#: number = 2
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "ended"
#: says = {test_total = "returned -1"}
import atexit
import os

atexit.register(os._exit, 0)


def total(numbers):
    return -1


def loot():
    return "nothing"
