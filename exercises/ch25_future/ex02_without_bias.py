"""One bit, and no bias.

RaBitQ (Gao and Long, SIGMOD 2024, arXiv 2405.12497) keeps one bit per dimension, and still says how far away a row is: on average over rotations its estimate is right, and a bound says how wrong it may be. The lesson's section “Research Trends in Vector Databases” builds it up; here you build it to search with.

In the three functions (`inner` is a helper for two of them: write it, or take it out) `centroid` has D numbers, and `rotation` is an orthogonal D × D matrix; `rotation @ v` turns a vector `v`. D is 8 to 256, not always a multiple of 8.

- `encode(vectors, centroid, rotation)` gets n × D floats, n at least 1, and returns `(bits, norms, factors)`: `bits`, n rows of packed bits as `np.packbits(…, axis=1)` makes them, a 1 where the turned vector is positive; `norms` and `factors`, n float32 numbers each. Of a row `v`, `norms` has the length of `v - centroid`, and `factors`
  the inner product of two vectors of length 1: the turned direction of `v - centroid`, and its code, whose numbers are all `1/√D` or `-1/√D`; of a row at the centroid both are 0, and so are its bits.
- `estimate(code, query, centroid, rotation)` gets what `encode` returned and one query of D numbers, which stays as it is: it is not reduced to bits. It returns n estimates of the **squared Euclidean distance** between the query and the rows. With `o` and `q` the directions of row and query from the centroid, the inner product
  of `o` and `q` is estimated by (code · q) / (code · o), both turned. A row at the centroid, or a query at the centroid, has a distance without any estimate: return that.
- `nearest(client, name, code, query, centroid, rotation, k, eps)` returns the ids of the `k` rows of the collection `name` that are really nearest to the query, nearest first. Row i of the code is the row with `id` i in Milvus, which has the whole vectors in the field `vector`; no two distances are equal, k is at least 1 and at most n.
  The code decides which of them are read: the estimate of the inner product is off by at most `eps · √((1 - f²) / f²) / √(D - 1)`, with `f` the row's factor. So each row has a smallest and a largest possible distance. Read the rows whose smallest is at or below the k-th of the largest, in order of size, **and no others**, and sort them by
  their real distances. Nothing is searched in Milvus, and nothing is kept between two calls.
"""

import numpy as np
from grader.learner import NotStarted


def encode(vectors, centroid, rotation):
    """Bits, norms and factors of n vectors."""
    raise NotStarted("encode")


def inner(code, query, centroid, rotation):
    """Estimates of the inner product of the two directions, and the length of the query from the centroid."""
    raise NotStarted("inner")


def estimate(code, query, centroid, rotation):
    """Estimated squared Euclidean distances between the query and the rows."""
    raise NotStarted("estimate")


def nearest(client, name, code, query, centroid, rotation, k, eps):
    """The ids of the k nearest rows, read from as few rows as the bound allows."""
    raise NotStarted("nearest")
