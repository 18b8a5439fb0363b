# expect: passed
# because: upsert, and the filter not (has == false)
from pymilvus import AnnSearchRequest, RRFRanker

DIM = 32


def store(client, name, things):
    """Store what is there; returns how many."""
    rows = []
    for thing in things:
        row = {"id": thing["id"]}
        for field in ("meaning", "picture"):
            row[f"has_{field}"] = thing[field] is not None
            row[field] = [0.0] * DIM if thing[field] is None else list(thing[field])
        rows.append(row)
    if rows:
        client.upsert(name, rows)
    return len(rows)


def search(client, name, meaning, picture, k):
    """The ids of the best k things, best first."""
    asked = {"meaning": meaning, "picture": picture}
    parts = [
        AnnSearchRequest([list(query)], field, {}, limit=2000, filter=f"not (has_{field} == false)")
        for field, query in asked.items()
        if query is not None
    ]
    if not parts:
        return []
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=k)
    return [hit["id"] for hit in hits]
