#: attempts = "open netlink, packet, crypto, vsock and XDP sockets"
#: number = 18
#: layer = "seccomp"
#: exercise = "ch01/ex01"
#: off = ["seccomp"]
#: without = {test_loot = "failed"}
import socket


def loot():
    got = []
    for family in (16, 17, 38, 40, 44):
        for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
                got.append(family)
            except OSError:
                pass
    return f"families {sorted(set(got))}" if got else "nothing"


def total(numbers):
    return -1
