# expect: passed
# because: a new query for every batch of at most 32, so that a killed back-fill loses little; one upsert for each batch
STRONG = {"consistency_level": "Strong"}


def backfill(client, name, embed2, most):
    filled = 0
    while filled < most:
        batch = client.query(name, filter="filled == false", output_fields=["*"], limit=min(32, most - filled), **STRONG)
        if not batch:
            break
        new = embed2([row["text"] for row in batch])
        rows = []
        for row, vector in zip(batch, new):
            row = {key: value for key, value in row.items()}
            row.update(vector2=list(vector), filled=True)
            rows.append(row)
        client.upsert(name, rows)
        filled += len(rows)
    return filled


def search(client, name, text, k, embed1, embed2):
    whole = not client.query(name, filter="filled == false", output_fields=["id"], limit=1, **STRONG)
    model = embed2 if whole else embed1
    hits = client.search(name, data=[list(model([text])[0])], anns_field="vector2" if whole else "vector", limit=k, **STRONG)
    return [hit["id"] for hit in hits[0]]
