#: attempts = "leave a daemon behind"
#: number = 20
#: layer = "processes"
#: exercise = "ch01/ex01"
#: tripwire = "processes"
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        for fd in range(256):
            try:
                os.close(fd)
            except OSError:
                pass
        time.sleep(300)
    os._exit(0)


def total(numbers):
    return -1


def loot():
    return "nothing"
