# expect: passed
# because: 'encode returns a list of r · 2ᵖ · d floats': NumPy with a table of members, one upsert
import numpy as np


def encode(tokens, planes, document):
    """One vector for many."""
    tokens = np.asarray(tokens, dtype=float)
    parts = []
    for normals in planes:
        normals = np.asarray(normals, dtype=float)
        size = 2 ** len(normals)
        numbers = (tokens @ normals.T > 0) @ (1 << np.arange(len(normals)))
        member = np.arange(size)[:, None] == numbers[None, :]
        part = member.astype(float) @ tokens
        if document:
            count = member.sum(axis=1)
            part /= np.maximum(count, 1)[:, None]
            differ = np.array([[bin(int(cell) ^ int(number)).count("1") for number in numbers] for cell in range(size)])
            part = np.where((count == 0)[:, None], tokens[differ.argmin(axis=1)], part)
        parts.append(part.ravel())
    return np.concatenate(parts).tolist()


def store(client, name, documents, planes):
    """Write documents with their encodings."""
    if not documents:
        return
    client.upsert(
        collection_name=name,
        data=[{"id": id, "vector": encode(tokens, planes, True), "tokens": np.asarray(tokens, dtype=float).tolist()} for id, tokens in documents.items()],
    )


def search(client, name, tokens, planes, k, candidates):
    """The ids of the best documents by MaxSim, among the candidates that the encodings find."""
    hits = client.search(collection_name=name, data=[encode(tokens, planes, False)], anns_field="vector", limit=candidates, output_fields=["tokens"], search_params={"metric_type": "IP"})[0]
    asked = np.asarray(tokens, dtype=float)
    scores = [(asked @ np.asarray(hit["entity"]["tokens"], dtype=float).T).max(axis=1).sum() for hit in hits]
    return [hits[i]["id"] for i in np.argsort(scores)[::-1][:k]]
