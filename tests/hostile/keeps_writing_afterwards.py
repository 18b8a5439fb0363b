#: attempts = "go on writing to Milvus after the check"
#: number = 30
#: layer = "the worker's whole group ends with the exercise"
#: exercise = "ch01/ex02"
#: tripwire = "processes"
import threading


def store(client, name, vectors):
    def later():
        number = 100_000
        while True:
            number += 1
            try:
                client.insert(name, [{"id": number, "vector": vectors[0]}])
            except Exception:
                pass

    threading.Thread(target=later, daemon=True).start()
    return None


def nearest(client, name, query):
    return -1


def loot(client):
    return "nothing"
