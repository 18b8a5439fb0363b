# expect: passed
# because: the limits are asked of the collection by count(*); the whole fused order is cut in Python; the placeholder is the other vector
from pymilvus import AnnSearchRequest, RRFRanker


def store(client, name, things):
    rows = [
        dict(
            id=t["id"],
            meaning=t["meaning"] if t["meaning"] is not None else t["picture"],
            picture=t["picture"] if t["picture"] is not None else t["meaning"],
            has_meaning=t["meaning"] is not None,
            has_picture=t["picture"] is not None,
        )
        for t in things
    ]
    client.upsert(name, rows) if rows else None
    return len(things)


def search(client, name, meaning, picture, k):
    n = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
    requests = [
        AnnSearchRequest([vector], field, {}, limit=max(1, n), filter=f"{flag} == true")
        for vector, field, flag in [(meaning, "meaning", "has_meaning"), (picture, "picture", "has_picture")]
        if vector is not None
    ]
    if not requests or n == 0:
        return []
    (hits,) = client.hybrid_search(name, requests, RRFRanker(), limit=n)
    return [hit["id"] for hit in hits][:k]
