# expect: passed
# because: half a query is an ordinary search, which has the same order; expr instead of filter; a placeholder of ones
from pymilvus import AnnSearchRequest, RRFRanker

PLACEHOLDER = [1.0] + [0.0] * 31


def store(client, name, things):
    def row(thing):
        out = {"id": thing["id"]}
        for field in ("meaning", "picture"):
            there = thing[field] is not None
            out[field] = thing[field] if there else PLACEHOLDER
            out["has_" + field] = there
        return out

    rows = [row(t) for t in things]
    for start in range(0, len(rows), 200):
        client.insert(name, rows[start : start + 200])
    return len(rows)


def search(client, name, meaning, picture, k):
    asked = {f: v for f, v in (("meaning", meaning), ("picture", picture)) if v is not None}
    if not asked:
        return []
    if len(asked) == 1:
        ((field, vector),) = asked.items()
        found = client.search(name, data=[vector], anns_field=field, limit=k, filter=f"has_{field} == true")
    else:
        parts = [AnnSearchRequest(data=[v], anns_field=f, param={}, limit=2000, expr=f"has_{f} == true") for f, v in asked.items()]
        found = client.hybrid_search(name, parts, RRFRanker(k=60), limit=k, output_fields=["id"])
    return [hit["id"] for hit in found[0]]
