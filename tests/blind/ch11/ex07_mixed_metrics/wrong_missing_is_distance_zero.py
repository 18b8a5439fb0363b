# expect: failed|partial
# because: 'the others add nothing': a field that did not find a wine adds its normalized 0
import math

METRICS = {"label": "COSINE", "acids": "L2", "bought": "IP"}


def normalized(score, metric):
    if metric == "COSINE":
        return (1 + score) / 2
    if metric == "IP":
        return 0.5 + math.atan(score) / math.pi
    return 1 - 2 * math.atan(score) / math.pi


def fused(parts, weights):
    tables = {field: (metric, dict(hits)) for field, (metric, hits) in parts.items()}
    ids = {id for _, table in tables.values() for id in table}
    scores = {id: sum(weights[f] * normalized(table.get(id, 0.0), metric) for f, (metric, table) in tables.items()) for id in ids}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def search(client, name, asked, weights, depth, limit):
    parts = {}
    for field, query in asked.items():
        (hits,) = client.search(name, data=[query], anns_field=field, limit=depth, filter="stock > 0")
        parts[field] = (METRICS[field], [(hit["id"], hit["distance"]) for hit in hits])
    return fused(parts, weights)[:limit]
