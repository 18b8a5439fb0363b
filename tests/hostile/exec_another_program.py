#: attempts = "become another program that ends with success"
#: number = 1
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: says = {test_total = "ended itself with status 0|ended"}
#: plain = "ended"
import os


def total(numbers):
    os.execv("/bin/true", ["true"])


def loot():
    return "nothing"
