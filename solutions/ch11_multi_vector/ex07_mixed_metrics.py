"""Bug hunt: three metrics, one score.

A wine shop finds wines by their label (`label`, COSINE), by their chemistry (`acids`, L2) and by what customers bought with them (`bought`, IP). Its program
searches the three fields one by one and adds up scores with weights, as Milvus' `WeightedRanker` does with `norm_score=True`. It was right while all three fields
were COSINE. Now customers see wines with very different acids first, sold-out wines come back, a colleague who listed the fields in a different order got different wines,
and a wine that only one field finds is never shown.

Find the mistakes. Afterwards:

- `normalized(score, metric)` squeezes a raw score into 0 to 1, larger is better: COSINE (1 + s) / 2 · IP 0.5 + arctan(s) / π · L2 1 − 2 · arctan(s) / π.
- `fused(parts, weights)` gets `parts`, field to `(metric, hits)` with hits a list of `(id, raw score)`, and `weights`, field to number. A row's score is the sum of
  weight times normalized score over the fields that have found it; the others add nothing. It returns all rows as a list of `(id, score)`, best first; of equal scores the smaller
  id is first.
- `search(client, name, asked, weights, depth, limit)` returns the best `limit` of the wines in stock (`stock > 0`), as `(id, score)`. `asked` maps a field to its query vector; each field is
  searched for its best `depth` wines in stock.
"""

import math

METRICS = {"label": "COSINE", "acids": "L2", "bought": "IP"}


def normalized(score, metric):
    """A raw score between 0 and 1; larger is better."""
    # BEGIN SOLUTION normalized
    if metric == "COSINE":
        return (1 + score) / 2
    if metric == "IP":
        return 0.5 + math.atan(score) / math.pi
    return 1 - 2 * math.atan(score) / math.pi
    # END SOLUTION


def fused(parts, weights):
    """All rows with their weighted sums, best first."""
    # BEGIN SOLUTION fused
    scores = {}
    for field, (metric, hits) in parts.items():
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + weights[field] * normalized(score, metric)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    # END SOLUTION


def search(client, name, asked, weights, depth, limit):
    """The best wines in stock with their scores, best first."""
    # BEGIN SOLUTION search
    parts = {}
    for field, query in asked.items():
        (hits,) = client.search(name, data=[query], anns_field=field, limit=depth, filter="stock > 0")
        parts[field] = (METRICS[field], [(hit["id"], hit["distance"]) for hit in hits])
    return fused(parts, weights)[:limit]
    # END SOLUTION
