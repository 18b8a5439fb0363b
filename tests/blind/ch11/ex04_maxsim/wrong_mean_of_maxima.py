# expect: partial|failed
# because: divides by the number of vectors
import numpy as np


def late(client, name, query, width, k):
    """The best k candidates with their MaxSim, best first."""
    answers = client.search(name, data=[list(v) for v in query], anns_field="vector", limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in answers for hit in hits})
    if not candidates:
        return []
    parts = {}
    pages = client.query_iterator(name, batch_size=1000, filter=f"document in {candidates}", output_fields=["document", "vector"])
    while page := pages.next():
        for row in page:
            parts.setdefault(row["document"], []).append(row["vector"])
    pages.close()
    asked = unit(query)
    scored = [(document, float((asked @ unit(vectors).T).max(axis=1).mean())) for document, vectors in parts.items()]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]


def unit(rows):
    """Rows of length 1."""
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
