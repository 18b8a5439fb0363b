#: attempts = "replace the worker's own code, which shares its process"
#: number = 6
#: layer = "reply ids"
#: exercise = "ch01/ex01"
#: off = ["reply-id"]
#: says = {test_total = "another one"}
#: checks = {test_loot = "failed"}
#: without = {says = {test_total = "returned"}}
import sys

from grader.worker import wire, main as worker


def forged(self, message):
    return {"id": message["id"], "ok": True, "value": 6}


worker.Worker.answer = forged
wire.encode, genuine = (lambda value, keep=None: genuine({"id": 1, "ok": True, "value": "passed"})), wire.encode


def total(numbers):
    return -1


def loot():
    return "nothing"
