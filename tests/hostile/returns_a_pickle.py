#: attempts = "return an object whose unpickling runs code"
#: number = 15
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: tripwire = "lootbox"
#: says = {test_total = "Bomb"}
#: checks = {test_loot = "failed"}
import pickle
import pathlib


class Bomb:
    def __reduce__(self):
        return (pathlib.Path.write_text, (pathlib.Path("@LOOTBOX@"), "executed"))


def total(numbers):
    return Bomb()


def loot():
    return pickle.dumps(Bomb())
