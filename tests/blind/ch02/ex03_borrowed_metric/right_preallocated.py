# expect: passed
# because: the same rows filled into an empty array; the radius squared is the mean over all rows; einsum for the squares
import numpy as np


def _squares(array):
    return np.einsum("ij,ij->i", array, array)


def rows_for_l2(vectors):
    n, d = vectors.shape
    out = np.zeros((n, d + 1))
    out[:, :d] = vectors
    squares = _squares(out)
    out[:, d] = np.sqrt(np.clip(squares.max() - squares, 0, None))
    return out


def query_for_l2(query):
    out = np.zeros(len(query) + 1)
    out[:-1] = query
    return out


def inner_products(distances, query, rows):
    return (query @ query + _squares(rows).mean() - distances) / 2
