# expect: passed
# because: versions of both are compared until nothing differs
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


def backfill(client, old, new):
    while True:
        there, here = versions(client, old), versions(client, new)
        late = [id for id, version in there.items() if here.get(id) != version]
        gone = [id for id in here if id not in there]
        if not late and not gone:
            return
        for start in range(0, len(late), 500):
            rows = client.get(old, ids=late[start : start + 500], output_fields=["*"])
            if rows:
                client.upsert(new, [shaped(row) for row in rows])
        if gone:
            client.delete(new, ids=gone)
