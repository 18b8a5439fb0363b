"""Late interaction: MaxSim.

A law library has documents of very different lengths. Each paragraph is a row: `id` (INT64, the key), `document` (INT64: whose paragraph it is) and
`vector` (32 floats, COSINE; the vectors do not have length 1, and neither do those of a query). A query is a list of 1 to 8 vectors, one for each thing
that is asked for.

The **MaxSim** of a document: for each vector of the query take the largest cosine that any paragraph of the document has with it, and add
up these maxima. One paragraph may serve several vectors of the query. A maximum can be negative, and then it counts as it is.

Write `late(client, name, query, width, k)`.

1. **Candidates.** Search for the `width` nearest paragraphs of each vector of the query. The documents that own at least one of them are the candidates.
2. **Re-rank.** The MaxSim of each candidate, over **all** of its paragraphs.

Return the best `k` candidates as a list of pairs `(document, score)`, best first. In an empty library that is an empty list. `width` is at most 200, a
document has up to 300 paragraphs, and all candidates together up to 10,000; the library has far more. Do not read the paragraphs of documents that are no candidates.
"""

import numpy as np


def late(client, name, query, width, k):
    """The best k candidates with their MaxSim, best first."""
    # BEGIN SOLUTION late
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
    scored = [(document, float((asked @ unit(vectors).T).max(axis=1).sum())) for document, vectors in parts.items()]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]
    # END SOLUTION


def unit(rows):
    """Rows of length 1."""
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
