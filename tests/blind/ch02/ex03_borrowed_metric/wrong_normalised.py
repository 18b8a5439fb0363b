# expect: failed|partial
# because: 'the d numbers of each vector and one more' and 'in the order of their inner products': rows of length 1 give the order of the cosine; the length is lost
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    lengths = np.sqrt(squares)
    return np.column_stack([vectors / lengths[:, None], np.zeros(len(vectors))])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    longest = (rows**2).sum(axis=1).max()
    return ((query**2).sum() + longest - distances) / 2
