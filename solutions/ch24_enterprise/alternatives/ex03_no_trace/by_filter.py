"""Owners by one deletion with a filter, readers by ids that are read in full, a few hundred at a time."""


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def found(client, name, filter):
    there, pages = [], client.query_iterator(name, batch_size=1000, filter=filter, output_fields=["id"])
    while page := pages.next():
        there.extend(row["id"] for row in page)
    pages.close()
    return there


def traces(client, login, names):
    said = {}
    for name in names:
        both = set(found(client, name, f"owner == {quoted(login)}")) | set(found(client, name, f"array_contains(readers, {quoted(login)})"))
        said[name] = sorted(both)
    return said


def erase(client, login, names):
    receipts = {}
    for name in names:
        owned = found(client, name, f"owner == {quoted(login)}")
        if owned:
            client.delete(name, filter=f"owner == {quoted(login)}")
        named = found(client, name, f"array_contains(readers, {quoted(login)})")
        for at in range(0, len(named), 300):
            rows = client.get(name, ids=named[at : at + 300], output_fields=["*"])
            client.upsert(name, [{**row, "readers": [one for one in row["readers"] if one != login]} for row in rows])
        receipts[name] = {"deleted": len(owned), "changed": len(named)}
    return receipts
