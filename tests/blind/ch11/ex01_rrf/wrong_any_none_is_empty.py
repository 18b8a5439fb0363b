# expect: failed|partial
# because: 'if nothing is left, the answer is an empty list': it is empty as soon as one query is None
def rrf(rankings, k=60, limit=10):
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    if any(query is None for query in asked.values()):
        return []
    rankings = []
    for field, query in asked.items():
        if query is None:
            continue
        hits = client.search(name, data=[query], anns_field=field, limit=depth)[0]
        rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k=k, limit=limit)
