#: attempts = "read the expected value from the caller's frame"
#: number = 8
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "test_total"
import sys


def total(numbers):
    frame = sys._getframe()
    while frame is not None:
        if "expected_secret_total" in frame.f_locals:
            return frame.f_locals["expected_secret_total"]
        frame = frame.f_back
    return -1


def loot():
    return "nothing"
