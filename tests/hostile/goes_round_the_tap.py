#: attempts = "speak to Milvus past the tap"
#: number = 25
#: layer = "view"
#: exercise = "ch01/ex02"
#: off = ["view", "capabilities"]
#: without = {test_loot = "failed"}
import pathlib


def loot(client):
    from pymilvus import MilvusClient

    for door in [*pathlib.Path("/tmp").glob("gr-*/s"), *pathlib.Path("/tmp").glob("mv-*/s")]:
        try:
            MilvusClient(f"unix:{door}", timeout=2).list_collections()
            return f"spoke past the tap, to {door.name}"
        except Exception:
            continue
    return "nothing"


def store(client, name, vectors):
    return None


def nearest(client, name, query):
    return -1
