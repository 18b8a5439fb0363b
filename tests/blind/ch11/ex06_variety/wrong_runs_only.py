# expect: failed|partial
# because: 'if `most` posters of its series were taken already': only posters in a row are counted
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    requests = [AnnSearchRequest([vector], field, {}, limit=3000) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=3000, output_fields=["series"])[0]
    taken, ids = {}, []
    for hit in hits:
        if len(ids) == k:
            break
        series = hit["entity"]["series"]
        if taken.get(series, 0) < most:
            taken = {series: taken.get(series, 0) + 1}
            ids.append(hit["id"])
    return ids
