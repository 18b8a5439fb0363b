"""Counting with NumPy; asking one query at a time."""

import numpy as np


def recall_at_k(found, truth):
    """Membership, counted."""
    hits = sum(int(np.isin(t, f).sum()) for f, t in zip(found, truth))
    return hits / sum(len(t) for t in truth)


def recall_of(client, approximate, exact, queries, k, search_params):
    """The same params for both: FLAT does not mind."""
    total = 0.0
    for query in queries:
        true = {hit["id"] for hit in client.search(exact, data=[query], limit=k, search_params=search_params)[0]}
        got = client.search(approximate, data=[query], limit=k, search_params=search_params)[0]
        total += sum(hit["id"] in true for hit in got) / k
    return total / len(queries)
