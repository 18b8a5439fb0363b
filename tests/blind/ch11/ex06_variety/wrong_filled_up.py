# expect: failed|partial
# because: 'fewer only if the collection has no more to give' — and never more than `most`: the rest is filled up with what was passed over
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
            taken[series] = taken.get(series, 0) + 1
            ids.append(hit["id"])
    rest = [hit["id"] for hit in hits if hit["id"] not in set(ids)]
    return (ids + rest)[:k]
