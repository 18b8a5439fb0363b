# expect: failed|partial
# because: 'both collections hold the same rows': repeated until the counts are equal
def shaped(row):
    return {**row, "weight": int(row["weight"]) if row["weight"] != "" else None}


def save(client, old, new, rows):
    if rows:
        client.upsert(old, rows)
        client.upsert(new, [shaped(row) for row in rows])


def remove(client, old, new, ids):
    if ids:
        client.delete(old, ids=ids)
        client.delete(new, ids=ids)


def versions(client, name):
    found, pages = {}, client.query_iterator(name, batch_size=1000, output_fields=["id", "version"])
    while batch := pages.next():
        found.update((row["id"], row["version"]) for row in batch)
    pages.close()
    return found


def count(client, name):
    return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]


def backfill(client, old, new):
    while True:
        pages = client.query_iterator(old, batch_size=500, output_fields=["*"])
        while batch := pages.next():
            client.upsert(new, [shaped(dict(row)) for row in batch])
        pages.close()
        if count(client, old) == count(client, new):
            return
        gone = set(versions(client, new)) - set(versions(client, old))
        if gone:
            client.delete(new, ids=list(gone))
