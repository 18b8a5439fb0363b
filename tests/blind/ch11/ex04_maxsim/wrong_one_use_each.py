# expect: failed|partial
# because: 'One paragraph may serve several vectors of the query': each is used once
import numpy as np


def late(client, name, query, width, k):
    found = client.search(name, data=query, limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in found for hit in hits})
    if not candidates:
        return []
    parts = {}
    pages = client.query_iterator(name, batch_size=1000, filter=f"document in {candidates}", output_fields=["document", "vector"])
    while batch := pages.next():
        for row in batch:
            parts.setdefault(row["document"], []).append(row["vector"])
    pages.close()
    asked = unit(query)
    scores = []
    for document, rows in parts.items():
        cosines, total = asked @ unit(rows).T, 0.0
        for _ in range(min(cosines.shape)):
            i, j = np.unravel_index(np.argmax(cosines), cosines.shape)
            total += float(cosines[i, j])
            cosines[i, :] = cosines[:, j] = -9
        scores.append((document, total))
    return sorted(scores, key=lambda pair: -pair[1])[:k]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
