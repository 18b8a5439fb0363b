#: attempts = "start processes without end"
#: number = 20
#: layer = "limits"
#: exercise = "ch01/ex01"
#: off = ["limits"]
#: without = {test_loot = "failed"}
import os
import time


def total(numbers):
    made = 0
    try:
        for _ in range(240):
            if os.fork() == 0:
                time.sleep(20)
                os._exit(0)
            made += 1
    except OSError:
        pass
    loot.made = made
    return -1


def loot():
    return f"{loot.made} processes" if loot.made >= 200 else "nothing"
