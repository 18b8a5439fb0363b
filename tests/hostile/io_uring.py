#: attempts = "reach the kernel through io_uring, past the filter"
#: number = 26
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    got = libc.syscall(425, 8, ctypes.create_string_buffer(256))
    return "a ring" if got != -1 else "nothing"


def total(numbers):
    return -1
