# expect: failed|partial
# because: 'until then, the old one does': hybrid_search over both fields
from pymilvus import AnnSearchRequest, RRFRanker


def backfill(client, name, embed2, most):
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        some = [dict(row) for row in rows[start : start + 64]]
        for row, vector in zip(some, embed2([row["text"] for row in some])):
            row["vector2"], row["filled"] = vector, True
        client.upsert(name, some)
    return len(rows)


def search(client, name, text, k, embed1, embed2):
    requests = [AnnSearchRequest(embed1([text]), "vector", {}, limit=k), AnnSearchRequest(embed2([text]), "vector2", {}, limit=k, filter="filled == true")]
    return [hit["id"] for hit in client.hybrid_search(name, requests, RRFRanker(), limit=k, consistency_level="Strong")[0]]
