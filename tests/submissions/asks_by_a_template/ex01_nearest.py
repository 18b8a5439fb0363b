import numpy as np


def nearest(rows, query, k):
    return [int(i) for i in np.argsort(((rows - query) ** 2).sum(axis=1))[:k]]


def load(client, name, rows):
    client.create_collection(name, dimension=rows.shape[1], metric_type="L2")
    client.insert(name, [{"id": i, "vector": r.tolist()} for i, r in enumerate(rows)])


def search(client, name, query, k):
    return [h["id"] for h in client.search(name, [query.tolist()], limit=k, filter="id not in {gone}", filter_params={"gone": [-1]})[0]]
