# expect: failed|partial
# because: 'nothing from a ranking that does not have it; the sum is its score': a thing that one ranking lacks is dropped
def rrf(rankings, k=60, limit=10):
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    scores = {id: s for id, s in scores.items() if all(id in ranking for ranking in rankings)}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    rankings = []
    for field, query in asked.items():
        if query is None:
            continue
        hits = client.search(name, data=[query], anns_field=field, limit=depth)[0]
        rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k=k, limit=limit)
