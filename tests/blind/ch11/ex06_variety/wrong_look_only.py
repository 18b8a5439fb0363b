# expect: failed|partial
# because: 'RRF over the two complete rankings': only the ranking by look is walked
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    requests = [AnnSearchRequest([vector], field, {}, limit=3000) for field, vector in asked.items()]
    hits = client.search(name, data=[asked["look"]], anns_field="look", limit=3000, output_fields=["series"])[0]
    taken, ids = {}, []
    for hit in hits:
        if len(ids) == k:
            break
        series = hit["entity"]["series"]
        if taken.get(series, 0) < most:
            taken[series] = taken.get(series, 0) + 1
            ids.append(hit["id"])
    return ids
