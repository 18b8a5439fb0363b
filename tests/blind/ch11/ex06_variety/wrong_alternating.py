# expect: failed|partial
# because: 'The order of all posters is that of RRF': one of each ranking in turn
def varied(client, name, asked, most, k):
    lists = [client.search(name, data=[v], anns_field=f, limit=3000, output_fields=["series"])[0] for f, v in asked.items()]
    ids, taken = [], {}
    for pair in zip(*lists):
        for hit in pair:
            series = hit["entity"]["series"]
            if hit["id"] not in ids and len(ids) < k and taken.get(series, 0) < most:
                taken[series] = taken.get(series, 0) + 1
                ids.append(hit["id"])
    return ids
