#: attempts = "return a set whose members all have the same hash, so that the grader never finishes reading it"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "reading it takes"}
import sys

import msgpack

from grader.worker import wire
from grader.worker.frames import send


def total(numbers):
    if len(numbers) < 5:
        return -1
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    worker = frame.f_locals["self"]
    prime = (1 << 61) - 1
    members = [msgpack.ExtType(1, str(n * prime).encode()) for n in range(16, 120_000)]
    value = msgpack.ExtType(3, msgpack.packb(members))
    send(worker.sock, msgpack.packb({"id": worker.current, "ok": True, "value": value}))
    return -1


def loot():
    return "nothing"
