# expect: passed
# because: arrays for each part, sums by a defaultdict, heapq for the best
import heapq
from collections import defaultdict

import numpy as np

METRICS = dict(label="COSINE", acids="L2", bought="IP")


def normalized(score, metric):
    score = float(score)
    match metric:
        case "COSINE":
            return (score + 1) * 0.5
        case "IP":
            return float(0.5 + np.arctan(score) / np.pi)
        case "L2":
            return float(1 - 2 / np.pi * np.arctan(score))
    raise ValueError(metric)


def fused(parts, weights):
    total = defaultdict(float)
    for field in parts:
        metric, hits = parts[field]
        for id, raw in hits:
            total[id] += weights[field] * normalized(raw, metric)
    return sorted(sorted(total.items()), key=lambda pair: pair[1], reverse=True)


def search(client, name, asked, weights, depth, limit):
    parts = {f: (METRICS[f], [(h["id"], h["distance"]) for h in client.search(name, data=[q], anns_field=f, limit=depth, filter="not (stock <= 0)")[0]]) for f, q in asked.items()}
    return heapq.nsmallest(limit, fused(parts, weights), key=lambda pair: (-pair[1], pair[0]))
