"""Fetch the vectors of the hits and measure with NumPy, whatever the metric."""

import numpy as np


def close_enough(client, name, metric, vector, euclidean, limit):
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word", "vector"])[0]
    here = np.array(vector)
    pairs = [(np.linalg.norm(np.array(hit["entity"]["vector"]) - here), hit["entity"]["word"]) for hit in hits]
    return [word for gap, word in sorted(pairs) if gap <= euclidean]
