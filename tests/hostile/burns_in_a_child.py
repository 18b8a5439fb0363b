#: attempts = "use cores in children, whose time might not be counted"
#: number = 20
#: layer = "deadline"
#: exercise = "ch01/ex01"
#: says = {test_total = "CPU time"}
import os


def total(numbers):
    for _ in range(2):
        if os.fork() == 0:
            while True:
                pass
    while True:
        os.wait()


def loot():
    return "nothing"
