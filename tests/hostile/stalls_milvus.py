#: attempts = "keep Milvus busy until the grader gives up"
#: number = 25
#: layer = "deadline and experiment"
#: exercise = "ch01/ex02"
#: says = {test_rows = "CPU time|waiting|Milvus|thread"}
#: slow = true
import threading


def store(client, name, vectors):
    client.create_collection("slow", dimension=256, metric_type="L2")
    row = [0.5] * 256
    for start in range(0, 12_000, 2_000):
        client.insert("slow", [{"id": start + i, "vector": row} for i in range(2_000)])

    def ask():
        while True:
            client.search("slow", data=[row] * 50, limit=5)

    for _ in range(8):
        threading.Thread(target=ask, daemon=True).start()
    while True:
        client.search("slow", data=[row] * 50, limit=5)


def nearest(client, name, query):
    return -1


def loot(client):
    return "nothing"
