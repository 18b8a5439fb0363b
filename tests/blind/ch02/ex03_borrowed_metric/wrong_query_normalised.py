# expect: failed|partial
# because: the query is brought to length 1, though its d numbers were to stay
import numpy as np
def rows_for_l2(vectors):
    sq = (vectors**2).sum(axis=1)
    return np.hstack([vectors, np.sqrt(np.maximum(sq.max() - sq, 0))[:, None]])
def query_for_l2(query):
    return np.append(query / np.linalg.norm(query), 0.0)
def inner_products(distances, query, rows):
    return (1 + (rows[0]**2).sum() - distances) / 2 * np.linalg.norm(query)
