# expect: failed|partial
# because: 'a document has up to 300 paragraphs': at most 100 of each are read
import numpy as np


def late(client, name, query, width, k):
    found = client.search(name, data=query, limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in found for hit in hits})
    if not candidates:
        return []
    parts = {}
    for document in candidates:
        rows = client.query(name, filter=f"document == {document}", output_fields=["vector"], limit=100)
        parts[document] = [row["vector"] for row in rows]
    asked = unit(query)
    scores = [(document, float((asked @ unit(rows).T).max(axis=1).sum())) for document, rows in parts.items()]
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
