# expect: failed|partial
# because: "the best k of the candidates … the highest score first": the first k by vector are kept, then sorted by score
from collections import Counter

import numpy as np


def cosine(a, b):
    return float(np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b))


def patches_of(client, patches_name, ids):
    """All patches of these pictures."""
    iterator = client.query_iterator(patches_name, filter=f"picture in {ids}", output_fields=["picture", "x", "y", "vector"], batch_size=1000)
    while batch := iterator.next():
        yield from batch
    iterator.close()


def scenes(client, name, patches_name, vector, patches, k, width):
    """The best k candidates as (id, score), re-ranked by votes for a common shift."""
    (hits,) = client.search(name, data=[vector], limit=width)
    ids = [hit["id"] for hit in hits]
    if not ids:
        return []
    votes = {i: Counter() for i in ids}
    for row in patches_of(client, patches_name, ids):
        for patch in patches:
            if cosine(row["vector"], patch["vector"]) >= 0.8:
                votes[row["picture"]][row["x"] - patch["x"], row["y"] - patch["y"]] += 1
    scored = [(i, max(votes[i].values(), default=0)) for i in ids]
    return sorted(scored[:k], key=lambda pair: -pair[1])
