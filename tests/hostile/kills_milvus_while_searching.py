#: attempts = "kill Milvus in a later check to be spared a zero"
#: number = 25
#: layer = "experiment"
#: exercise = "ch01/ex02"
#: off = ["experiment"]
#: says = {test_search = "ended Milvus, twice"}
#: without = {status = "error"}
def nearest(client, name, query):
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"params": {"M": 1, "efConstruction": 8}})
    client.create_collection("killer", dimension=8, metric_type="L2")
    client.release_collection("killer")
    client.drop_index("killer", "vector")
    client.insert("killer", [{"id": i, "vector": [float(i)] * 8} for i in range(200)])
    client.flush("killer")
    client.create_index("killer", index)
    client.load_collection("killer")
    return 0


def store(client, name, vectors):
    return None


def loot(client):
    return "nothing"
