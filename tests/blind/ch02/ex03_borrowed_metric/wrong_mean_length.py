# expect: failed|partial
# because: 'in the order of their inner products ... largest first': M is the mean length, so the longest (the popular articles) stick out of the sphere
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = np.sqrt(np.maximum(squares.mean() - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
