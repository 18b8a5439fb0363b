#: attempts = "send what it sees over the network"
#: number = 18
#: layer = "network"
#: exercise = "ch01/ex01"
#: off = ["network"]
#: tripwire = "port"
#: without = {test_loot = "failed"}
import socket


def loot():
    with socket.create_connection(("127.0.0.1", @PORT@), timeout=2) as sock:
        sock.sendall(b"tests")
        return "sent"


inner = loot


def loot():
    try:
        return inner()
    except OSError:
        return "nothing"


def total(numbers):
    return -1
