#: attempts = "wait without end and ignore every signal"
#: number = 20
#: layer = "deadline"
#: exercise = "ch01/ex01"
#: says = {test_total = "still waiting"}
#: slow = true
#: patience = 0.2
import signal
import time

for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def total(numbers):
    while len(numbers) == 5:
        time.sleep(1)
    return -1


def loot():
    return "nothing"
