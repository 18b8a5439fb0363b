"""With NumPy: cells by a product with powers of two, means by counting, MaxSim as one matrix."""

import numpy as np


def encode(tokens, planes, document):
    tokens = np.asarray(tokens, dtype=float)
    parts = []
    for normals in np.asarray(planes, dtype=float):
        above = tokens @ normals.T > 0
        cells = np.array([[bool(c >> j & 1) for j in range(len(normals))] for c in range(2 ** len(normals))])
        differ = (above[None, :, :] != cells[:, None, :]).sum(axis=2)
        inside = (differ == 0).astype(float)
        block = inside @ tokens
        if document:
            count = inside.sum(axis=1, keepdims=True)
            block = np.where(count > 0, block / np.maximum(count, 1), tokens[differ.argmin(axis=1)])
        parts.append(block)
    return np.concatenate(parts).ravel().tolist()


def store(client, name, documents, planes):
    for id, tokens in documents.items():
        client.upsert(name, {"id": id, "vector": encode(tokens, planes, True), "tokens": tokens})


def search(client, name, tokens, planes, k, candidates):
    hits = client.search(name, [encode(tokens, planes, False)], limit=candidates, output_fields=["tokens"])[0]
    query = np.asarray(tokens)
    best = {hit["id"]: (query @ np.asarray(hit["entity"]["tokens"]).T).max(axis=1).sum() for hit in hits}
    return sorted(best, key=best.get, reverse=True)[:k]
