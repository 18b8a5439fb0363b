"""search() leaves the fusion to Milvus' own ranker; the other two are tables of functions."""

from math import atan, pi

from pymilvus import AnnSearchRequest, WeightedRanker

SQUEEZE = {"COSINE": lambda s: 0.5 * s + 0.5, "IP": lambda s: (pi / 2 + atan(s)) / pi, "L2": lambda s: 1 - atan(s) / (pi / 2)}


def normalized(score, metric):
    return SQUEEZE[metric](score)


def fused(parts, weights):
    everyone = sorted({id for _, hits in parts.values() for id, _ in hits})
    tables = [(weights[field], {id: normalized(score, metric) for id, score in hits}) for field, (metric, hits) in parts.items()]
    return sorted(((id, sum(w * table.get(id, 0) for w, table in tables)) for id in everyone), key=lambda pair: -pair[1])


def search(client, name, asked, weights, depth, limit):
    parts = [AnnSearchRequest([list(query)], field, {}, limit=depth, filter="stock > 0") for field, query in asked.items()]
    ranker = WeightedRanker(*[float(weights[field]) for field in asked], norm_score=True)
    return [(hit["id"], hit["distance"]) for hit in client.hybrid_search(name, parts, ranker, limit=limit)[0]]
