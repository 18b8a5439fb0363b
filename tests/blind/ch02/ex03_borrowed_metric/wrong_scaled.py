# expect: failed|partial
# because: "what is stored, the d numbers of each vector and one more" -- rows are shrunk into the ball of radius 1 and the inner products are never scaled back ("the inner products of the hits")
import numpy as np


def rows_for_l2(vectors):
    """What to store, shape (n, d + 1)."""
    small = vectors / np.linalg.norm(vectors, axis=1).max()
    lift = np.sqrt(np.clip(1 - (small**2).sum(axis=1), 0, None))
    return np.column_stack([small, lift])


def query_for_l2(query):
    """What to search for, shape (d + 1,)."""
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    """Inner products of the hits, from Milvus' squared distances."""
    return (1 + query @ query - np.asarray(distances)) / 2
