# expect: passed
# because: the placeholder is a random vector, which no filter lets through
import random

from pymilvus import AnnSearchRequest, RRFRanker

DIM = 32


def store(client, name, things):
    """Store what is there; returns how many."""
    rows = []
    for thing in things:
        row = {"id": thing["id"]}
        for field in ("meaning", "picture"):
            row[f"has_{field}"] = thing[field] is not None
            row[field] = [random.random() for _ in range(DIM)] if thing[field] is None else list(thing[field])
        rows.append(row)
    if rows:
        client.insert(name, rows)
    return len(rows)


def search(client, name, meaning, picture, k):
    """The ids of the best k things, best first."""
    asked = {"meaning": meaning, "picture": picture}
    parts = [
        AnnSearchRequest([list(query)], field, {}, limit=2000, filter=f"has_{field} == true")
        for field, query in asked.items()
        if query is not None
    ]
    if not parts:
        return []
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=k)
    return [hit["id"] for hit in hits]
