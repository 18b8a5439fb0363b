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


def encode(vectors, centroid, rotation):
    """Bits, norms and factors of n vectors."""
    # BEGIN SOLUTION encode
    turned = (np.asarray(vectors) - centroid) @ np.asarray(rotation).T
    norms = np.linalg.norm(turned, axis=1)
    dim = turned.shape[1]
    factors = np.abs(turned).sum(axis=1) / np.sqrt(dim) / np.where(norms > 0, norms, 1)
    return np.packbits(turned > 0, axis=1), norms.astype(np.float32), factors.astype(np.float32)
    # END SOLUTION


def inner(code, query, centroid, rotation):
    """Estimates of the inner product of the two directions, and the length of the query from the centroid."""
    # BEGIN SOLUTION inner
    bits, _, factors = code
    turned = np.asarray(rotation) @ (np.asarray(query) - centroid)
    length = float(np.linalg.norm(turned))
    signs = 2.0 * np.unpackbits(bits, axis=1, count=len(turned)) - 1
    direction = turned / length if length else turned
    return signs @ direction / np.sqrt(len(turned)) / np.where(factors > 0, factors, 1), length
    # END SOLUTION


def estimate(code, query, centroid, rotation):
    """Estimated squared Euclidean distances between the query and the rows."""
    # BEGIN SOLUTION estimate
    products, length = inner(code, query, centroid, rotation)
    norms = code[1].astype(float)
    return norms**2 + length**2 - 2 * norms * length * products
    # END SOLUTION


def nearest(client, name, code, query, centroid, rotation, k, eps):
    """The ids of the k nearest rows, read from as few rows as the bound allows."""
    # BEGIN SOLUTION nearest
    _, length = inner(code, query, centroid, rotation)
    norms, factors = code[1].astype(float), np.where(code[2] > 0, code[2], 1).astype(float)
    middle = estimate(code, query, centroid, rotation)
    slack = 2 * norms * length * eps * np.sqrt(np.maximum(1 - factors**2, 0)) / factors / np.sqrt(len(centroid) - 1)
    limit = np.sort(middle + slack)[k - 1]
    ids = [int(i) for i in np.flatnonzero(middle - slack <= limit)]
    rows = client.get(name, ids=ids, output_fields=["id", "vector"])
    distance = {row["id"]: float(((np.asarray(row["vector"]) - query) ** 2).sum()) for row in rows}
    return sorted(distance, key=distance.get)[:k]
    # END SOLUTION
