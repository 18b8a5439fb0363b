#: attempts = "start threads without end"
#: number = 20
#: layer = "limits"
#: exercise = "ch01/ex01"
#: off = ["limits", "memory"]
#: without = {test_loot = "failed"}
import threading
import time


def loot():
    made = 0
    try:
        for _ in range(300):
            threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
            made += 1
    except (RuntimeError, MemoryError):
        pass
    return f"{made} threads" if made >= 200 else "nothing"


def total(numbers):
    return -1
