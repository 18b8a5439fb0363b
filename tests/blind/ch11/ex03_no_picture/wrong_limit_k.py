# expect: failed|partial
# because: 'Fetch enough for each ranking': each part brings k
from pymilvus import AnnSearchRequest, RRFRanker

DIM = 32


def store(client, name, things):
    rows = []
    for thing in things:
        meaning, picture = thing["meaning"], thing["picture"]
        rows.append({
            "id": thing["id"],
            "meaning": [0.0] * DIM if meaning is None else meaning,
            "picture": [0.0] * DIM if picture is None else picture,
            "has_meaning": meaning is not None,
            "has_picture": picture is not None,
        })
    if rows:
        client.insert(name, rows)
    return len(rows)


def search(client, name, meaning, picture, k):
    requests = []
    if meaning is not None:
        requests.append(AnnSearchRequest([meaning], "meaning", {}, limit=k, filter="has_meaning == true"))
    if picture is not None:
        requests.append(AnnSearchRequest([picture], "picture", {}, limit=k, filter="has_picture == true"))
    if not requests:
        return []
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=k)[0]
    return [hit["id"] for hit in hits]
