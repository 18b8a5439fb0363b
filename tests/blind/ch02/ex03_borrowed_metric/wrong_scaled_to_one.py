# expect: failed|partial
# because: 'what is stored, the d numbers of each vector': the rows are divided by M to fit the unit sphere, and M is lost for inner_products
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    scaled = vectors / np.sqrt(squares.max())
    extra = np.sqrt(np.maximum(1 - (scaled**2).sum(axis=1), 0))
    return np.column_stack([scaled, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
