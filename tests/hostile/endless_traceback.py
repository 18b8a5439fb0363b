#: attempts = "answer with a traceback that no verdict has room for"
#: number = 11
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "raised E"}
import sys


def total(numbers):
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    worker = frame.f_locals["self"]
    worker.describe = lambda error: {
        "type": "E",
        "names": ["E"],
        "message": "x",
        "code": None,
        "traceback": "x" * ((64 << 20) - 200),
    }
    raise ValueError


def loot():
    return "nothing"
