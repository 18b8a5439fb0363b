# expect: passed
# because: fuses complete rankings, reads more and more of the order
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    """The ids of the best k posters, at most `most` of each series, best first."""
    parts = [AnnSearchRequest([list(query)], field, {}, limit=3000) for field, query in asked.items()]
    taken, count = [], {}
    hits = []
    for start in range(0, 3000, 750):
        hits += client.hybrid_search(name, parts, RRFRanker(60), limit=750, offset=start, output_fields=["series"])[0]
    for hit in hits:
        series = hit["entity"]["series"]
        if count.get(series, 0) < most:
            count[series] = count.get(series, 0) + 1
            taken.append(hit["id"])
            if len(taken) == k:
                break
    return taken
