# expect: failed|partial
# because: '`embed2` gets the text of a filled ticket never again': all texts are embedded, and only the unfilled rows written
def backfill(client, name, embed2, most):
    rows = client.query(name, filter="", output_fields=["*"], limit=16384, consistency_level="Strong")
    vectors = [vector for start in range(0, len(rows), 64) for vector in embed2([row["text"] for row in rows[start : start + 64]])]
    pairs = [({**row, "vector2": vector, "filled": True}) for row, vector in zip(rows, vectors) if not row["filled"]][:most]
    if pairs:
        client.upsert(name, pairs)
    return len(pairs)


def search(client, name, text, k, embed1, embed2):
    unfilled = client.query(name, filter="filled == false", output_fields=["id"], limit=1, consistency_level="Strong")
    field, embed = ("vector", embed1) if unfilled else ("vector2", embed2)
    hits = client.search(name, data=embed([text]), anns_field=field, limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]
