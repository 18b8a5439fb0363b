#: attempts = "mount something over the jail"
#: number = 7
#: layer = "capabilities and seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp", "capabilities"]
#: without = {test_loot = "failed"}
import ctypes


def loot():
    libc = ctypes.CDLL(None, use_errno=True)
    got = libc.mount(b"proc", b"/tmp", b"tmpfs", 0, None)
    return "a mount" if got != -1 else "nothing"


def total(numbers):
    return -1
