#: attempts = "answer with an error whose parts are not what they should be"
#: number = 11
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "raised Exception"}
import sys

import numpy as np


def total(numbers):
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    worker = frame.f_locals["self"]
    worker.describe = lambda error: {
        "type": [1],
        "names": ["ValueError"],
        "message": "x",
        "code": np.array([1, 2]),
        "traceback": "x",
    }
    raise ValueError


def loot():
    return "nothing"
