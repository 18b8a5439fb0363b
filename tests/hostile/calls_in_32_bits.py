#: attempts = "make its system calls as a 32-bit program, whose numbers the filter does not know"
#: number = 26
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import ctypes
import mmap
import os
import platform


def loot():
    if platform.machine() != "x86_64":
        return "nothing"
    child = os.fork()  # the filter may answer with death
    if not child:
        os._exit(0 if by_interrupt() > 0 else 1)
    return "a 32-bit call" if os.waitpid(child, 0)[1] == 0 else "nothing"


def by_interrupt():
    """getpid, number 20 there, by the interrupt of 32-bit programs."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()


def total(numbers):
    return -1
