# expect: failed|partial
# because: 'at most `most` of each series … over the two complete rankings': grouping searches by field, fused afterwards
def varied(client, name, asked, most, k):
    scores = {}
    for field, vector in asked.items():
        hits = client.search(name, data=[vector], anns_field=field, limit=k, group_by_field="series", group_size=most, output_fields=["series"])[0]
        for place, hit in enumerate(hits, 1):
            scores[hit["id"]] = scores.get(hit["id"], 0) + 1 / (60 + place)
    return sorted(scores, key=lambda id: (-scores[id], id))[:k]
