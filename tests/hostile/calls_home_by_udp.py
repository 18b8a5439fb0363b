#: attempts = "send a datagram to another machine"
#: number = 18
#: layer = "network"
#: exercise = "ch01/ex01"
#: off = ["network"]
#: without = {test_loot = "failed"}
import socket


def loot():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sock.sendto(b"tests", ("10.255.255.1", 53))
    except OSError:
        return "nothing"
    return "sent"


def total(numbers):
    return -1
