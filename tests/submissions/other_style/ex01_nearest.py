# Returns an iterator's list, takes numbers as Python floats, connects with keywords.
def nearest(rows, query, k):
    cost = {i: sum((a - b) ** 2 for a, b in zip(map(float, row), map(float, query))) for i, row in enumerate(rows)}
    return sorted(cost, key=cost.get)[:k]


def load(client, name, rows):
    client.create_collection(collection_name=name, dimension=int(rows.shape[1]), metric_type="L2")
    for i, row in enumerate(rows):
        client.insert(collection_name=name, data={"id": i, "vector": list(row)})


def search(client, name, query, k):
    return [hit["id"] for hit in client.search(collection_name=name, data=[list(query)], limit=k)[0]]
