# expect: failed|partial
# because: 'array of floats ..., of any lengths but 0': M is taken to be 1, right only for vectors that are not longer than 1
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = np.sqrt(np.maximum(1.0 - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
