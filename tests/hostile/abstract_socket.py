#: attempts = "reach a service of the machine through an abstract unix socket"
#: number = 18
#: layer = "network"
#: exercise = "ch01/ex01"
#: off = ["network"]
#: without = {test_loot = "failed"}
import socket


def loot():
    sock = socket.socket(socket.AF_UNIX)
    try:
        sock.connect("\0@ABSTRACT@")
    except OSError:
        return "nothing"
    return "connected"


def total(numbers):
    return -1
