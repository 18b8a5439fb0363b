"""The search that needs no database.

Before a database does it for you, do it once by hand. Write `top_k(vectors, query, k, metric)`.

- `vectors`: array of floats of shape (n, d); its rows may have any length but 0
- `query`: array of shape (d,)
- `k`: how many rows, at most n
- `metric`: "L2" (Euclidean distance), "IP" (inner product) or "COSINE" (cosine of the angle)

Return a list of `k` row numbers (int, Python's or NumPy's), best first. No two rows have the same score.

    >>> top_k(np.eye(3), np.array([0.1, 0.9, 0.2]), 2, "L2")
    [1, 2]
"""

import numpy as np
from grader.learner import NotStarted


def top_k(vectors, query, k, metric):
    """Numbers of the k best rows under the metric, best first."""
    raise NotStarted("top_k")
