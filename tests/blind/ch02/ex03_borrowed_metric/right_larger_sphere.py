# expect: passed
# because: 'one number more is enough': any radius that is not below the longest will do; here 1.1 times, and the lift points downwards
import numpy as np


def rows_for_l2(vectors):
    vectors = np.asarray(vectors, dtype=float)
    lengths = np.linalg.norm(vectors, axis=1)
    radius = 1.1 * lengths.max()
    lift = -np.sqrt(radius**2 - lengths**2)
    return np.hstack([vectors, lift[:, None]])


def query_for_l2(query):
    return np.concatenate([np.asarray(query, dtype=float), [0.0]])


def inner_products(distances, query, rows):
    # |q - r|^2 = |q|^2 + R^2 - 2 q.v, and every row has length R
    radius_squared = np.dot(rows[0], rows[0])
    return 0.5 * (np.dot(query, query) + radius_squared - np.asarray(distances))
