# expect: failed|partial
# because: inner_products reads a global that rows_for_l2 left in the same process
import numpy as np
LONGEST = None
def rows_for_l2(vectors):
    global LONGEST
    sq = (vectors**2).sum(axis=1)
    LONGEST = sq.max()
    return np.hstack([vectors, np.sqrt(np.maximum(LONGEST - sq, 0))[:, None]])
def query_for_l2(query):
    return np.append(query, 0.0)
def inner_products(distances, query, rows):
    return (query @ query + LONGEST - distances) / 2
