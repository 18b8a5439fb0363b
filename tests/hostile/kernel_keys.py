#: attempts = "read the keyrings"
#: number = 19
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    got = libc.syscall(250, 0, -3, 1)
    return "a keyring" if got != -1 else "nothing"


def total(numbers):
    return -1
