# expect: passed
# because: whole rows are compared instead of versions, on every round
def weight_of(text):
    if not text:
        return None
    return int(text)


def save(client, old, new, rows):
    rows = list(rows)
    if not rows:
        return
    client.upsert(collection_name=old, data=rows)
    copies = []
    for row in rows:
        copy = dict(row)
        copy["weight"] = weight_of(row["weight"])
        copies.append(copy)
    client.upsert(collection_name=new, data=copies)


def remove(client, old, new, ids):
    ids = list(ids)
    for name in (old, new):
        if ids:
            client.delete(collection_name=name, ids=ids)


def everything(client, name):
    rows, pages = {}, client.query_iterator(name, batch_size=500, output_fields=["*"])
    batch = pages.next()
    while batch:
        for row in batch:
            rows[row["id"]] = dict(row)
        batch = pages.next()
    pages.close()
    return rows


def backfill(client, old, new):
    busy = True
    while busy:
        source = {id: {**row, "weight": weight_of(row["weight"])} for id, row in everything(client, old).items()}
        target = everything(client, new)
        put = [row for id, row in source.items() if id not in target or (row["version"], row["weight"], row["city"]) != tuple(target[id][k] for k in ("version", "weight", "city"))]
        drop = sorted(set(target) - set(source))
        for start in range(0, len(put), 200):
            client.upsert(new, put[start : start + 200])
        if drop:
            client.delete(new, ids=drop)
        busy = bool(put or drop)
