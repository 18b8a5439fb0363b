#: attempts = "handle page faults by itself, to win races in the kernel"
#: number = 26
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    got = libc.syscall(323, 1)
    return "page faults to handle" if got != -1 else "nothing"


def total(numbers):
    return -1
