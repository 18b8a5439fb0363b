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
    attached = libc.ptrace(16, os.getppid(), 0, 0) == 0
    return "traced" if attached or libc.ptrace(0, 0, 0, 0) == 0 else "nothing"


def total(numbers):
    return -1
