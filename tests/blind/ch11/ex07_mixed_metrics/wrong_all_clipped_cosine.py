# expect: failed|partial
# because: 'COSINE (1 + s) / 2': negative cosines count as 0
import math

METRICS = {"label": "COSINE", "acids": "L2", "bought": "IP"}


def normalized(score, metric):
    if metric == "COSINE":
        return max(0.0, score)
    if metric == "IP":
        return 0.5 + math.atan(score) / math.pi
    return 1 - 2 * math.atan(score) / math.pi


def fused(parts, weights):
    scores = {}
    for field, (metric, hits) in parts.items():
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + weights[field] * normalized(score, metric)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def search(client, name, asked, weights, depth, limit):
    parts = {}
    for field, query in asked.items():
        (hits,) = client.search(name, data=[query], anns_field=field, limit=depth, filter="stock > 0")
        parts[field] = (METRICS[field], [(hit["id"], hit["distance"]) for hit in hits])
    return fused(parts, weights)[:limit]
