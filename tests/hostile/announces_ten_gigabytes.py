#: attempts = "announce a reply of many gigabytes"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "announced|malformed|returns at most"}
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
        os.write(fd, b"\xff" * 8)
    return -1


def loot():
    return "nothing"
