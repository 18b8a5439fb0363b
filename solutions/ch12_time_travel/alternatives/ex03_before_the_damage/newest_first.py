"""From the end: the newest change of an item decides, and the older ones need not be looked at. The collections are emptied first."""


def pages(client, name, filter, fields):
    rows = client.query_iterator(name, batch_size=700, filter=filter, output_fields=fields)
    try:
        while page := rows.next():
            yield from page
    finally:
        rows.close()


def recover(client, log, notes, links, before):
    decided = {}
    order = sorted(pages(client, log, f"number <= {before - 1}", ["id", "number", "kind", "op", "item"]), key=lambda c: -c["number"])
    for change in order:
        decided.setdefault((change["kind"], change["item"]), change)
    wanted = [c["id"] for c in decided.values() if c["op"] == "put"]
    counts = {"note": 0, "link": 0}
    for name in (notes, links):
        old = [row["id"] for row in pages(client, name, "", ["id"])]
        if old:
            client.delete(name, ids=old)
    for start in range(0, len(wanted), 300):
        chosen = client.get(log, ids=wanted[start : start + 300], output_fields=["*"])
        for kind, name, field in (("note", notes, "text"), ("link", links, "target")):
            rows = [{"id": c["item"], "vector": c["vector"], field: c[field]} for c in chosen if c["kind"] == kind]
            counts[kind] += len(rows)
            if rows:
                client.insert(name, rows)
    return counts["note"], counts["link"]
