# expect: partial|failed
# because: one per series whatever is asked
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    """The ids of the best k posters, at most `most` of each series, best first."""
    parts = [AnnSearchRequest([list(query)], field, {}, limit=3000) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=3000, output_fields=["series"])
    taken, count = [], {}
    for hit in hits:
        series = hit["entity"]["series"]
        if count.get(series, 0) < 1:
            count[series] = count.get(series, 0) + 1
            taken.append(hit["id"])
            if len(taken) == k:
                break
    return taken
