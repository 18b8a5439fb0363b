"""Read a hit.

A hit carries a number under the key `distance`. What it means depends on the metric of the collection.

Two collections hold the same cards (`id`, `vector` of 64 floats, `word`); the vectors are not of length 1.

- `similar(client, name, vector, k)`: `name` has the metric COSINE. Return the `k` nearest as pairs
  `(word, similarity)`, nearest first. The similarity is the cosine of the angle: 1.0 for the same direction.
- `euclidean(client, name, vector, k)`: `name` has the metric L2. Return the `k` nearest as pairs `(word, distance)`,
  nearest first. The distance is the Euclidean one: the square root of the sum of squared differences.

    >>> similar(client, "by_angle", cards[3]["vector"], 1) == [(cards[3]["word"], 1.0)]   # but for rounding
    True
"""

import math


def similar(client, name, vector, k):
    """The k nearest as (word, cosine), nearest first."""
    # BEGIN SOLUTION similar
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]
    # END SOLUTION


def euclidean(client, name, vector, k):
    """The k nearest as (word, Euclidean distance), nearest first."""
    # BEGIN SOLUTION euclidean
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [(hit["entity"]["word"], math.sqrt(max(0.0, hit["distance"]))) for hit in hits]
    # END SOLUTION
