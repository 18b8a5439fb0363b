# expect: partial|failed
# because: each field is searched for as many rows as the answer has
def rrf(rankings, k=60, limit=10):
    """The best `limit` ids with their scores, best first."""
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    """The best `limit` rows of several fields, with their scores, best first."""
    rankings = []
    for field, query in asked.items():
        if query is not None:
            (hits,) = client.search(name, data=[query], anns_field=field, limit=limit)
            rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k, limit)
