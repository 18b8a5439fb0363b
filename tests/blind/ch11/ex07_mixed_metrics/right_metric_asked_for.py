# expect: passed
# because: asks Milvus for the metric of each field
import math

METRICS = {"label": "COSINE", "acids": "L2", "bought": "IP"}


def normalized(score, metric):
    """A raw score between 0 and 1; larger is better."""
    if metric == "COSINE":
        return (1 + score) / 2
    if metric == "IP":
        return 0.5 + math.atan(score) / math.pi
    return 1 - 2 * math.atan(score) / math.pi


def fused(parts, weights):
    """All rows with their weighted sums, best first."""
    scores = {}
    for field, (metric, hits) in parts.items():
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + weights[field] * normalized(score, metric)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def search(client, name, asked, weights, depth, limit):
    """The best wines in stock with their scores, best first."""
    parts = {}
    for field, query in asked.items():
        (hits,) = client.search(name, data=[query], anns_field=field, limit=depth, filter="stock > 0")
        metric = client.describe_index(name, field)["metric_type"]
        parts[field] = (metric, [(hit["id"], hit["distance"]) for hit in hits])
    return fused(parts, weights)[:limit]
