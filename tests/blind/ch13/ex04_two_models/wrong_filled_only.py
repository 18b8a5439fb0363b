# expect: failed|partial
# because: 'Either way **all tickets** take part': the new model decides among the filled ones as soon as there are any
def backfill(client, name, embed2, most):
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        some = rows[start : start + 64]
        vectors = embed2([row["text"] for row in some])
        client.upsert(name, [{**row, "vector2": vector, "filled": True} for row, vector in zip(some, vectors)])
    return len(rows)


def search(client, name, text, k, embed1, embed2):
    if client.query(name, filter="filled == true", output_fields=["id"], limit=1, consistency_level="Strong"):
        hits = client.search(name, data=embed2([text]), anns_field="vector2", limit=k, filter="filled == true", consistency_level="Strong")[0]
    else:
        hits = client.search(name, data=embed1([text]), anns_field="vector", limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]
