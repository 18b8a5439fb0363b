"""Milvus finds, NumPy measures."""

import numpy as np


def _found(client, name, vector, k):
    hits = client.search(name, [vector], limit=k, output_fields=["word", "vector"])[0]
    return [(hit["entity"]["word"], np.array(hit["entity"]["vector"])) for hit in hits]


def similar(client, name, vector, k):
    query = np.array(vector)
    pairs = _found(client, name, vector, k)
    return [(w, float(v @ query / np.linalg.norm(v) / np.linalg.norm(query))) for w, v in pairs]


def euclidean(client, name, vector, k):
    return [(w, float(np.linalg.norm(v - np.array(vector)))) for w, v in _found(client, name, vector, k)]
