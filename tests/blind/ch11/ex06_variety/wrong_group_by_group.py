# expect: failed|partial
# because: 'Walk down this order … best first': the first `most` of each series side by side
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    requests = [AnnSearchRequest([vector], field, {}, limit=3000) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=3000, output_fields=["series"])[0]
    groups = {}
    for hit in hits:
        groups.setdefault(hit["entity"]["series"], []).append(hit["id"])
    return [id for group in groups.values() for id in group[:most]][:k]
    taken, ids = {}, []
    for hit in hits:
        if len(ids) == k:
            break
        series = hit["entity"]["series"]
        if taken.get(series, 0) < most:
            taken[series] = taken.get(series, 0) + 1
            ids.append(hit["id"])
    return ids
