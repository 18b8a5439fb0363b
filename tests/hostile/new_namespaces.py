#: attempts = "make a user namespace, to be root in it"
#: number = 20
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    got = libc.unshare(0x10000000)
    return "a namespace of its own" if got != -1 else "nothing"


def total(numbers):
    return -1
