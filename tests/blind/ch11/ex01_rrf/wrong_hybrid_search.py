# expect: failed|partial
# because: 'so do without that call here': hybrid_search does the fusing
from pymilvus import AnnSearchRequest, RRFRanker


def rrf(rankings, k=60, limit=10):
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    requests = [AnnSearchRequest([query], field, {}, limit=depth) for field, query in asked.items() if query is not None]
    if not requests:
        return []
    hits = client.hybrid_search(name, requests, RRFRanker(k), limit=limit)[0]
    return sorted([(hit["id"], hit["distance"]) for hit in hits], key=lambda pair: (-pair[1], pair[0]))
