# expect: failed|partial
# because: 'all candidates together up to 10,000': one query of at most 1,000 rows
import numpy as np


def late(client, name, query, width, k):
    found = client.search(name, data=query, limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in found for hit in hits})
    if not candidates:
        return []
    parts = {}
    for row in client.query(name, filter=f"document in {candidates}", output_fields=["document", "vector"], limit=1000):
        parts.setdefault(row["document"], []).append(row["vector"])
    asked = unit(query)
    scores = [(document, float((asked @ unit(rows).T).max(axis=1).sum())) for document, rows in parts.items()]
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
