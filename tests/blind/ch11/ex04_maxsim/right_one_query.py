# expect: passed
# because: one query of up to 16,384 rows instead of an iterator; maxima per document by np.maximum.at
import numpy as np


def late(client, name, query, width, k):
    documents = set()
    for vector in query:
        (hits,) = client.search(name, data=[vector], anns_field="vector", limit=width, output_fields=["document"])
        documents.update(hit["entity"]["document"] for hit in hits)
    if not documents:
        return []
    order = sorted(documents)
    rows = client.query(name, filter=f"document in {order}", output_fields=["document", "vector"], limit=16384)
    place = {document: i for i, document in enumerate(order)}
    where = np.array([place[row["document"]] for row in rows])
    cosines = unit([row["vector"] for row in rows]) @ unit(query).T
    best = np.full((len(order), len(query)), -np.inf)
    np.maximum.at(best, where, cosines)
    total = best.sum(axis=1)
    return [(order[i], float(total[i])) for i in np.argsort(-total, kind="stable")[:k]]


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
