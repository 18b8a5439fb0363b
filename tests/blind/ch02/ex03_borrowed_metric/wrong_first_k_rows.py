# expect: failed|partial
# because: 'the inner products of the hits': takes the first k stored rows for the hits
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = np.sqrt(np.maximum(squares.max() - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    k = len(distances)
    return rows[:k, :-1] @ query
