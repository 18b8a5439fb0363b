# expect: passed
# because: complete rankings in the parts, and the fused order is read in pages of 200 until k are taken
from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    result, per_series, offset = [], {}, 0
    while len(result) < k:
        requests = [AnnSearchRequest([v], f, {}, limit=3000) for f, v in asked.items()]
        page = client.hybrid_search(name, requests, RRFRanker(60), limit=200, offset=offset, output_fields=["series"])[0]
        if not page:
            break
        for hit in page:
            members = per_series.setdefault(hit["entity"]["series"], [])
            if len(members) < most and len(result) < k:
                members.append(hit["id"])
                result.append(hit["id"])
        offset += 200
    return result
