# expect: failed|partial
# because: 'leaves all their other fields as they are': filled rows are inserted beside the old ones
def backfill(client, name, embed2, most):
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        some = [dict(row) for row in rows[start : start + 64]]
        for row, vector in zip(some, embed2([row["text"] for row in some])):
            row["vector2"], row["filled"] = vector, True
        client.insert(name, some)
    return len(rows)


def search(client, name, text, k, embed1, embed2):
    unfilled = client.query(name, filter="filled == false", output_fields=["id"], limit=1, consistency_level="Strong")
    field, embed = ("vector", embed1) if unfilled else ("vector2", embed2)
    hits = client.search(name, data=embed([text]), anns_field=field, limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]
