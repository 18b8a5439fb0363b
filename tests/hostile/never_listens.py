#: attempts = "ask the grader without end and read no answer, so that it waits to be heard"
#: number = 28
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "CPU time"}
import sys
import threading

from grader.worker import wire
from grader.worker.frames import send


def total(numbers):
    if len(numbers) < 5:
        return -1
    threading.Thread(target=spin, daemon=True).start()  # so that it is over soon
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    worker = frame.f_locals["self"]
    question = wire.encode({"id": worker.current, "callback": 0, "args": [], "kwargs": {}})
    while True:
        send(worker.sock, question)


def spin():
    while True:
        pass


def loot():
    return "nothing"
