# expect: partial|failed
# because: reads 1,000 paragraphs of all candidates together
import numpy as np


def late(client, name, query, width, k):
    """The best k candidates with their MaxSim, best first."""
    answers = client.search(name, data=[list(v) for v in query], anns_field="vector", limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in answers for hit in hits})
    if not candidates:
        return []
    parts = {}
    for row in client.query(name, filter=f"document in {candidates}", output_fields=["document", "vector"], limit=1000):
        parts.setdefault(row["document"], []).append(row["vector"])
    asked = unit(query)
    scored = [(document, float((asked @ unit(vectors).T).max(axis=1).sum())) for document, vectors in parts.items()]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]


def unit(rows):
    """Rows of length 1."""
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
