#: attempts = "reach the network from a program"
#: number = 18
#: layer = "network"
#: exercise = "ch01/ex04"
#: off = ["network"]
#: tripwire = "port"
#: without = {test_loot = "failed"}
import socket
import sys

if sys.argv[1:] == ["loot"]:
    try:
        socket.create_connection(("127.0.0.1", @PORT@), timeout=2).close()
        open("loot.txt", "w").write("sent")
    except OSError:
        pass
