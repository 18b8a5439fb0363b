# expect: failed|partial
# because: 'the inner products of the hits, read from Milvus' numbers': ignores the distances and takes the k largest products of all rows, whatever the hits were
import numpy as np


def rows_for_l2(vectors):
    squares = (vectors**2).sum(axis=1)
    extra = np.sqrt(np.maximum(squares.max() - squares, 0))
    return np.column_stack([vectors, extra])


def query_for_l2(query):
    return np.append(query, 0.0)


def inner_products(distances, query, rows):
    products = rows[:, :-1] @ query
    return np.sort(products)[::-1][: len(distances)]
