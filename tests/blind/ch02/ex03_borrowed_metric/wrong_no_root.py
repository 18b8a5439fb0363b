# expect: failed|partial
# because: 'in the order of their inner products': the root is left out of the lift, M² - |v|²
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = squares.max() - squares
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
