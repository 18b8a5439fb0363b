"""Row by row of a batch: write, look again at the same ids, and repair until that batch is at rest; strays at the end."""


def new_shape(row):
    weight = row["weight"]
    return dict(row, weight=None if weight == "" else int(weight))


def save(client, old, new, rows):
    client.upsert(collection_name=old, data=rows)
    client.upsert(collection_name=new, data=list(map(new_shape, rows)))


def remove(client, old, new, ids):
    for name in (old, new):
        client.delete(name, ids=ids)


def ids_of(client, name):
    ids, pages = [], client.query_iterator(name, batch_size=500, output_fields=["id"])
    while page := pages.next():
        ids.extend(row["id"] for row in page)
    pages.close()
    return ids


def settle(client, old, new, ids):
    """Repeat until both collections say the same about these ids."""
    while True:
        wanted = {r["id"]: dict(r) for r in client.get(old, ids, output_fields=["*"])}
        found = {r["id"]: r["version"] for r in client.get(new, ids, output_fields=["version"])}
        stray = [i for i in found if i not in wanted]
        stale = [new_shape(r) for i, r in wanted.items() if found.get(i) != r["version"]]
        if stray:
            client.delete(new, ids=stray)
        if stale:
            client.upsert(new, stale)
        if not stray and not stale:
            return


def backfill(client, old, new):
    for source in (old, new):
        ids = ids_of(client, source)
        for start in range(0, len(ids), 300):
            settle(client, old, new, ids[start : start + 300])
