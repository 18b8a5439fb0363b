# expect: failed|partial
# because: 'have to give them in the order of their inner products': the further number is the row's length, which makes long rows farther, not nearer
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    return np.column_stack([vectors, np.sqrt(squares)])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
