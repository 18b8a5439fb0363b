# expect: failed|partial
# because: 'of up to 2,000 things, each one may be among the best k': rows with a placeholder are thrown out of the fused answer afterwards
from pymilvus import AnnSearchRequest, RRFRanker

DIM = 32


def store(client, name, things):
    rows = [{
        "id": t["id"],
        "meaning": t["meaning"] or [0.0] * DIM,
        "picture": t["picture"] or [0.0] * DIM,
        "has_meaning": t["meaning"] is not None,
        "has_picture": t["picture"] is not None,
    } for t in things]
    if rows:
        client.insert(name, rows)
    return len(rows)


def search(client, name, meaning, picture, k):
    requests, needed = [], []
    for field, vector in (("meaning", meaning), ("picture", picture)):
        if vector is not None:
            requests.append(AnnSearchRequest([vector], field, {}, limit=2000))
            needed.append("has_" + field)
    if not requests:
        return []
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=2000, output_fields=["has_meaning", "has_picture"])[0]
    return [hit["id"] for hit in hits if all(hit["entity"][flag] for flag in needed)][:k]
