# expect: failed|partial
# because: 'it comes long after the rows were stored' and '`rows`: what `rows_for_l2` returned': M is kept in a module variable of the process that stored, which another process has not, and a second store overwrites
import numpy as np

LONGEST = 0.0


def rows_for_l2(vectors):
    global LONGEST
    squares = (vectors**2).sum(axis=1)
    LONGEST = squares.max()
    extra = np.sqrt(np.maximum(squares.max() - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    return ((query**2).sum() + LONGEST - distances) / 2
