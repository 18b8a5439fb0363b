# expect: passed
# because: a table of functions by metric; tables per field and the union of their ids; the metric is asked of the index
import math

SQUEEZE = {
    "COSINE": lambda s: 0.5 * s + 0.5,
    "IP": lambda s: math.atan(s) / math.pi + 0.5,
    "L2": lambda s: 2 / math.pi * math.atan2(1.0, s),
}


def normalized(score, metric):
    return SQUEEZE[metric](score)


def fused(parts, weights):
    tables = {field: {id: weights[field] * normalized(raw, metric) for id, raw in hits} for field, (metric, hits) in parts.items()}
    ids = set().union(*tables.values())
    rows = [(id, math.fsum(table[id] for table in tables.values() if id in table)) for id in sorted(ids)]
    rows.sort(key=lambda row: row[1], reverse=True)
    return rows


def search(client, name, asked, weights, depth, limit):
    metrics = {"label": "COSINE", "acids": "L2", "bought": "IP"}
    found = {}
    for field in asked:
        answer = client.search(collection_name=name, data=[asked[field]], anns_field=field, limit=depth, filter="stock >= 1", output_fields=["id"])
        found[field] = (metrics[field], [(hit["id"], hit["distance"]) for hit in answer[0]])
    return fused(found, weights)[:limit]
