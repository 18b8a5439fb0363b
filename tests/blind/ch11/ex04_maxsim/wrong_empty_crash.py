# expect: failed|partial
# because: 'In an empty library that is an empty list': an error
import numpy as np


def late(client, name, query, width, k):
    found = client.search(name, data=query, limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in found for hit in hits})
    if not candidates:
        raise LookupError(name)
    parts = {}
    pages = client.query_iterator(name, batch_size=1000, filter=f"document in {candidates}", output_fields=["document", "vector"])
    while batch := pages.next():
        for row in batch:
            parts.setdefault(row["document"], []).append(row["vector"])
    pages.close()
    asked = unit(query)
    scores = [(document, float((asked @ unit(rows).T).max(axis=1).sum())) for document, rows in parts.items()]
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
