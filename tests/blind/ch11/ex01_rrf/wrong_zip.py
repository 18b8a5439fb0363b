# expect: failed|partial
# because: 'They may differ in length': zip() stops at the end of the shortest ranking
def rrf(rankings, k=60, limit=10):
    scores = {}
    for place, row in enumerate(zip(*rankings), 1):
        for id in row:
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    rankings = []
    for field, query in asked.items():
        if query is None:
            continue
        hits = client.search(name, data=[query], anns_field=field, limit=depth)[0]
        rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k=k, limit=limit)
