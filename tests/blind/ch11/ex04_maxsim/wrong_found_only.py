# expect: failed|partial
# because: 'over **all** of its paragraphs': only the paragraphs that were found
import numpy as np


def late(client, name, query, width, k):
    found = client.search(name, data=query, limit=width, output_fields=["document", "vector"])
    parts = {}
    for hits in found:
        for hit in hits:
            parts.setdefault(hit["entity"]["document"], []).append(hit["entity"]["vector"])
    asked = unit(query)
    scores = [(document, float((asked @ unit(rows).T).max(axis=1).sum())) for document, rows in parts.items()]
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
