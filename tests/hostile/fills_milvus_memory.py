#: attempts = "fill Milvus' memory with one enormous brute-force search"
#: number = 25
#: layer = "Milvus has limits, and experiment"
#: exercise = "ch01/ex02"
#: slow = true
def store(client, name, vectors):
    client.create_collection("wide", dimension=512, metric_type="L2")
    row = [0.5] * 512
    for start in range(0, 16_000, 2_000):
        client.insert("wide", [{"id": start + i, "vector": row} for i in range(2_000)])
    client.search("wide", data=[row] * 400, limit=5)
    return None


def nearest(client, name, query):
    return -1


def loot(client):
    return "nothing"
