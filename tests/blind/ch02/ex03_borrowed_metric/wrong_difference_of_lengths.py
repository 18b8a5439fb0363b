# expect: failed|partial
# because: 'in the order of their inner products': M - |v| is taken for sqrt(M² - |v|²), so rows do not lie on one sphere
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    lengths = np.sqrt(squares)
    return np.column_stack([vectors, lengths.max() - lengths])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
