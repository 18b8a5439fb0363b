#: attempts = "answer byte by byte, each in time"
#: number = 28
#: layer = "deadline of the whole answer"
#: exercise = "ch01/ex01"
#: says = {test_total = "waiting|malformed|announced|at most"}
#: slow = true
#: patience = 0.2
import os
import stat
import struct
import time


def total(numbers):
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack(">I", 1_000))
                while True:
                    os.write(fd, b"x")
                    time.sleep(0.5)
        except OSError:
            pass
    return -1


def loot():
    return "nothing"
