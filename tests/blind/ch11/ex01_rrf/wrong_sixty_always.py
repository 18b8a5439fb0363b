# expect: partial|failed
# because: k is 60 whatever was asked for
def rrf(rankings, k=60, limit=10):
    """The best `limit` ids with their scores, best first."""
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (60 + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    """The best `limit` rows of several fields, with their scores, best first."""
    rankings = []
    for field, query in asked.items():
        if query is not None:
            (hits,) = client.search(name, data=[query], anns_field=field, limit=depth)
            rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k, limit)
