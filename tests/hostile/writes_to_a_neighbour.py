#: attempts = "read a neighbour's work and write a result in their name"
#: number = 24
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view", "capabilities"]
#: tripwire = "neighbour"
#: without = {test_loot = "failed"}
import pathlib


def loot():
    try:
        pathlib.Path("@CANARY@").with_name("result.json").write_text('{"score": 0}')
        return pathlib.Path("@CANARY@").read_text()
    except OSError:
        return "nothing"


def total(numbers):
    return -1
