# expect: failed|partial
# because: 'until then, the old one does': the new model over the filled ones, filled up to k with the old model over the rest
def backfill(client, name, embed2, most):
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        some = [dict(row) for row in rows[start : start + 64]]
        for row, vector in zip(some, embed2([row["text"] for row in some])):
            row["vector2"], row["filled"] = vector, True
        client.upsert(name, some)
    return len(rows)


def search(client, name, text, k, embed1, embed2):
    ids = [hit["id"] for hit in client.search(name, data=embed2([text]), anns_field="vector2", limit=k, filter="filled == true", consistency_level="Strong")[0]]
    if len(ids) < k:
        rest = client.search(name, data=embed1([text]), anns_field="vector", limit=k - len(ids), filter="filled == false", consistency_level="Strong")[0]
        ids += [hit["id"] for hit in rest]
    return ids
