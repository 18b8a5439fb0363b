#: attempts = "read a neighbour's work through a link in its scratch"
#: number = 21
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view", "capabilities"]
#: without = {test_loot = "failed"}
import os
import pathlib


def loot():
    os.symlink("@CANARY@", "link")
    try:
        return pathlib.Path("link").read_text()
    except OSError:
        return "nothing"


def total(numbers):
    return -1
