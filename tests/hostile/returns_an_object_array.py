#: attempts = "hide a pickle in an array of objects"
#: number = 15
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: tripwire = "lootbox"
#: says = {test_total = "object"}
import numpy as np


class Bomb:
    def __reduce__(self):
        return (open, ("@LOOTBOX@", "w"))


def total(numbers):
    return np.array([Bomb()], dtype=object)


def loot():
    return "nothing"
