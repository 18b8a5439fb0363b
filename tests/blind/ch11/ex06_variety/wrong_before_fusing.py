# expect: failed|partial
# because: 'Walk down this order': each ranking is thinned out before they are fused
def varied(client, name, asked, most, k):
    scores = {}
    for field, vector in asked.items():
        taken, place = {}, 0
        for hit in client.search(name, data=[vector], anns_field=field, limit=3000, output_fields=["series"])[0]:
            series = hit["entity"]["series"]
            if taken.get(series, 0) < most:
                taken[series] = taken.get(series, 0) + 1
                place += 1
                scores[hit["id"]] = scores.get(hit["id"], 0) + 1 / (60 + place)
    return sorted(scores, key=lambda id: (-scores[id], id))[:k]
