# expect: partial|failed
# because: series that are full are excluded, and the rest is ranked anew
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    taken, count, full = [], {}, []
    while len(taken) < k:
        filter = f"series not in {full}" if full else ""
        if taken:
            filter += (" and " if filter else "") + f"id not in {taken}"
        parts = [AnnSearchRequest([list(q)], f, {}, limit=3000, filter=filter) for f, q in asked.items()]
        hits = client.hybrid_search(name, parts, RRFRanker(60), limit=1, output_fields=["series"])[0]
        if not hits:
            break
        series = hits[0]["entity"]["series"]
        taken.append(hits[0]["id"])
        count[series] = count.get(series, 0) + 1
        if count[series] == most:
            full.append(series)
    return taken
