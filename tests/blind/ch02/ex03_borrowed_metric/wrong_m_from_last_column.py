# expect: failed|partial
# because: 'read from Milvus' numbers': M² is read from the largest further number, which is M² less the shortest row's square
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = np.sqrt(np.maximum(squares.max() - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows[:, -1] ** 2).max()
    return ((query**2).sum() + longest - distances) / 2
