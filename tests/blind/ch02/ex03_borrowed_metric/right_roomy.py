# expect: passed
# because: a sphere larger than needed (radius 1.5 times the longest row), rows built in a loop; the radius is read back from the mean of the stored lengths
import math

import numpy as np


def rows_for_l2(vectors):
    """What to store, shape (n, d + 1)."""
    plain = [[float(x) for x in v] for v in vectors]
    radius = 1.5 * max(math.hypot(*v) for v in plain)
    return np.array([v + [math.sqrt(radius**2 - sum(x * x for x in v))] for v in plain])


def query_for_l2(query):
    """What to search for, shape (d + 1,)."""
    return np.pad(np.asarray(query, dtype=float), (0, 1))


def inner_products(distances, query, rows):
    """Inner products of the hits, from Milvus' squared distances."""
    radius_squared = float(np.mean(np.einsum("ij,ij->i", rows, rows)))
    q = np.asarray(query, dtype=float)
    return np.array([(radius_squared + float(q @ q) - float(d)) / 2 for d in distances])
