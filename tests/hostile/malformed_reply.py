#: attempts = "answer with bytes that are no message"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "malformed|announced|at most|another"}
import os
import stat
import struct


def wires():
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                yield fd
        except OSError:
            pass


def total(numbers):
    for fd in wires():
        os.write(fd, struct.pack(">I", 5) + b"\xc1\xc1\xc1\xc1\xc1")
    return -1


def loot():
    return "nothing"
