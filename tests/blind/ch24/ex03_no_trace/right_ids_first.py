# expect: passed
# because: "Every number of the vector, whatever stands in the dynamic field": keys are collected first, rows fetched 300 at a time by key, changed and written back
def literal(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'


def keys(client, name, where):
    iterator = client.query_iterator(name, batch_size=2000, filter=where, output_fields=["id"])
    found = []
    while True:
        page = iterator.next()
        if not page:
            break
        found.extend(int(row["id"]) for row in page)
    iterator.close()
    return sorted(found)


def pieces(ids, size=300):
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def owned(client, name, login):
    return keys(client, name, f"owner == {literal(login)}")


def read(client, name, login):
    return keys(client, name, f"array_contains(readers, {literal(login)}) and owner != {literal(login)}")


def traces(client, login, names):
    return {name: sorted(owned(client, name, login) + read(client, name, login)) for name in names}


def forget(row, login):
    row["readers"] = list(filter(lambda reader: reader != login, row["readers"]))
    return row


def erase(client, login, names):
    receipts = {}
    for name in names:
        gone, kept = owned(client, name, login), read(client, name, login)
        for some in pieces(gone):
            client.delete(name, filter=f"id in {some}")
        for some in pieces(kept):
            rows = client.query(name, filter=f"id in {some}", output_fields=["*"], limit=len(some))
            client.upsert(name, [forget(dict(row), login) for row in rows])
        receipts[name] = {"deleted": len(gone), "changed": len(kept)}
    return receipts
