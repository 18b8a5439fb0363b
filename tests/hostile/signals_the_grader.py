#: attempts = "send signals to the grader"
#: number = 26
#: layer = "processes, and its own user"
#: exercise = "ch01/ex01"
#: off = ["processes", "capabilities", "view"]
#: without = {test_loot = "failed"}
import os
import signal


def loot():
    hit = []
    for pid in (os.getppid(), @PID@):
        if pid > 1:
            try:
                os.kill(pid, 0)
                hit.append(pid)
            except OSError:
                pass
    return f"can signal {hit}" if hit else "nothing"


def total(numbers):
    return -1
