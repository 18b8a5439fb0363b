#: attempts = "fail with an exception that cannot be printed"
#: number = 11
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: says = {test_total = "Quiet"}
import sys

__tracebackhide__ = True
sys.tracebacklimit = 0
sys.excepthook = lambda *a: None


class Quiet(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def total(numbers):
    __tracebackhide__ = True
    raise Quiet


def loot():
    return "nothing"
