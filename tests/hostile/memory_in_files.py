#: attempts = "take memory that no process has: files that have no name, and shared segments"
#: number = 20
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes
import os


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    taken = []
    try:
        os.close(os.memfd_create("more"))
        taken.append("a file in memory")
    except OSError:
        pass
    if libc.shmget(0, 1 << 20, 0o1600) != -1:
        taken.append("a shared segment")
    return " and ".join(taken) or "nothing"


def total(numbers):
    return -1
