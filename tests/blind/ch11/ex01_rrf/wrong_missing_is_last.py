# expect: failed|partial
# because: 'nothing from a ranking that does not have it': a missing thing gets the place after the last
def rrf(rankings, k=60, limit=10):
    things = {id for ranking in rankings for id in ranking}
    scores = {}
    for id in things:
        total = 0.0
        for ranking in rankings:
            place = ranking.index(id) + 1 if id in ranking else len(ranking) + 1
            total += 1 / (k + place)
        scores[id] = total
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    rankings = [[hit["id"] for hit in client.search(name, data=[query], anns_field=field, limit=depth)[0]] for field, query in asked.items() if query is not None]
    return rrf(rankings, k, limit)
