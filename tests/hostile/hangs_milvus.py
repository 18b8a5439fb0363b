#: attempts = "hang Milvus to be spared a zero"
#: number = 25
#: layer = "Milvus has limits, and experiment"
#: exercise = "ch01/ex02"
#: says = {test_rows = "Milvus|waiting"}
#: slow = true
def store(client, name, vectors):
    client.create_collection("killer", dimension=2, metric_type="L2")
    for first in range(0, 20_000, 5_000):
        client.insert("killer", [{"id": first + i, "vector": [float(i)] * 2} for i in range(5_000)])
    client.query("killer", filter=" or ".join(f"k{n} like '%{n}%a%b%'" for n in range(2_000)), limit=1)
    return 0


def nearest(client, name, query):
    return -1


def loot(client):
    return "nothing"
