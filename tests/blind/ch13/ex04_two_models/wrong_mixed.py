# expect: failed|partial
# because: 'a vector of one is meaningless among vectors of the other … until then, the old one does': both are asked, and the scores are sorted together
def backfill(client, name, embed2, most):
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        some = [dict(row) for row in rows[start : start + 64]]
        for row, vector in zip(some, embed2([row["text"] for row in some])):
            row["vector2"], row["filled"] = vector, True
        client.upsert(name, some)
    return len(rows)


def search(client, name, text, k, embed1, embed2):
    new = client.search(name, data=embed2([text]), anns_field="vector2", limit=k, filter="filled == true", consistency_level="Strong")[0]
    old = client.search(name, data=embed1([text]), anns_field="vector", limit=k, filter="filled == false", consistency_level="Strong")[0]
    return [hit["id"] for hit in sorted([*new, *old], key=lambda hit: -hit["distance"])[:k]]
