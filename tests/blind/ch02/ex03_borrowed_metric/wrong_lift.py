# expect: failed|partial
# because: "one number more ... nearest under L2 is the largest under IP" -- the lift is the difference of the lengths, not the root of the difference of their squares
import numpy as np


def rows_for_l2(vectors):
    """What to store, shape (n, d + 1)."""
    lengths = np.linalg.norm(vectors, axis=1)
    return np.column_stack([vectors, lengths.max() - lengths])


def query_for_l2(query):
    """What to search for, shape (d + 1,)."""
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    """Inner products of the hits, from Milvus' squared distances."""
    return ((rows**2).sum(axis=1).max() + query @ query - np.asarray(distances)) / 2
