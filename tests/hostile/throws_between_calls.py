#: attempts = "raise an exception between two calls"
#: number = 29
#: layer = "trust line"
#: exercise = "ch01/ex02"
#: checks = {test_rows = "failed", test_loot = "failed"}
import signal
import time


class Bang(BaseException):
    """Not one that an `except Exception` meets."""


def bang(*_):
    raise Bang("in the middle")


signal.signal(signal.SIGALRM, bang)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.005)


def store(client, name, vectors):
    return 0


def nearest(client, name, query):
    return -1


def loot(client):
    time.sleep(5)
    return "nothing"
