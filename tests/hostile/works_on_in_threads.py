#: attempts = "use cores after the check has ended"
#: number = 30
#: layer = "the worker ends with the exercise"
#: exercise = "ch01/ex01"
#: tripwire = "processes"
#: says = {test_total = "returned -1"}
import threading
import time


def total(numbers):
    for _ in range(4):
        threading.Thread(target=spin, daemon=False).start()
    return -1


def spin():
    while True:
        pass


def loot():
    return "nothing"
