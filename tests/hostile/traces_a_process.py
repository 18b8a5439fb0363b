#: attempts = "trace a process"
#: number = 26
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes
import os


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    child = os.fork()
    if child == 0:
        import time

        time.sleep(5)
        os._exit(0)
    got = libc.ptrace(16, child, 0, 0)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return "traced" if got == 0 else "nothing"


def total(numbers):
    return -1
