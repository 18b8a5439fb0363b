# expect: failed|partial
# because: "distances: what Milvus gave as `distance`, under L2" -- squares it once more, as if it were a distance by ruler
import numpy as np


def rows_for_l2(vectors):
    """What to store, shape (n, d + 1)."""
    squares = (vectors**2).sum(axis=1)
    return np.hstack([vectors, np.sqrt(squares.max() - squares)[:, None]])


def query_for_l2(query):
    """What to search for, shape (d + 1,)."""
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    """Inner products of the hits, from Milvus' squared distances."""
    return ((rows[0] ** 2).sum() + (query**2).sum() - np.asarray(distances) ** 2) / 2
