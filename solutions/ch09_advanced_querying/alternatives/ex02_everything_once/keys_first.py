"""All keys first, which are small; then the rows of so many keys at a time, those that are still there."""


def everything(client, name, size):
    keys, pages = [], client.query_iterator(name, batch_size=2000, output_fields=["id"])
    while page := pages.next():
        keys += [row["id"] for row in page]
    pages.close()
    while keys:
        now, keys = keys[:size], keys[size:]
        rows = client.get(name, ids=now, output_fields=["title", "about"])
        if rows:
            yield [{"id": r["id"], "title": r["title"], "about": r["about"]} for r in rows]
