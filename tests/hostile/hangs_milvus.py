#: attempts = "hang Milvus to be spared a zero"
#: number = 25
#: layer = "Milvus has limits, and experiment"
#: exercise = "ch01/ex02"
#: says = {test_rows = "Milvus|waiting"}
#: slow = true
def store(client, name, vectors):
    client.create_collection("killer", dimension=8, metric_type="L2")
    client.insert("killer", [{"id": i, "vector": [float(i)] * 8} for i in range(200)])
    client.query("killer", filter=f"id in [{','.join('1' * 4_000_000)}]", limit=1)
    return 0


def nearest(client, name, query):
    return -1


def loot(client):
    return "nothing"
