# expect: failed|partial
# because: 'The order of all posters is that of RRF over the two complete rankings': full series are excluded by a filter and the rest is ranked anew; a series with a quote in its name breaks it
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    ids, taken = [], {}
    while len(ids) < k:
        full = ", ".join(f"'{s}'" for s, n in taken.items() if n >= most)
        parts = [f"series not in [{full}]"] if full else []
        if ids:
            parts.append(f"id not in {ids}")
        requests = [AnnSearchRequest([v], f, {}, limit=50, filter=" and ".join(parts)) for f, v in asked.items()]
        hits = client.hybrid_search(name, requests, RRFRanker(60), limit=50, output_fields=["series"])[0]
        if not hits:
            break
        for hit in hits:
            series = hit["entity"]["series"]
            if len(ids) < k and taken.get(series, 0) < most:
                taken[series] = taken.get(series, 0) + 1
                ids.append(hit["id"])
    return ids
