"""Turn Milvus' number back into the Euclidean distance, and compare that."""

import numpy as np

TO_RULER = {
    "L2": lambda d: np.sqrt(max(d, 0)),
    "COSINE": lambda d: np.sqrt(max(2 - 2 * d, 0)),
    "IP": lambda d: np.sqrt(max(2 - 2 * d, 0)),
}


def close_enough(client, name, metric, vector, euclidean, limit):
    (hits,) = client.search(collection_name=name, data=[vector], anns_field="vector", limit=limit, output_fields=["*"])
    return [h["entity"]["word"] for h in hits if TO_RULER[metric](h["distance"]) <= euclidean]
