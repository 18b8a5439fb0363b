# expect: failed|partial
# because: 'or what an attempt left that broke off': only items that the log deletes are removed
def read(client, name, fields, condition=""):
    found, cursor = [], client.query_iterator(name, batch_size=500, filter=condition, output_fields=fields)
    while True:
        batch = cursor.next()
        if not batch:
            cursor.close()
            return found
        found.extend(batch)


def recover(client, log, notes, links, before):
    last = {}
    for change in read(client, log, ["*"], f"number < {before}"):
        key = change["kind"], change["item"]
        if key not in last or change["number"] > last[key]["number"]:
            last[key] = change
    counts = []
    for name, kind, field in ((notes, "note", "text"), (links, "link", "target")):
        ids = [item for (k, item), c in last.items() if k == kind]
        for i in range(0, len(ids), 500):
            client.delete(name, ids=ids[i:i + 500])
        rows = [{"id": item, field: c[field], "vector": list(c["vector"])} for (k, item), c in last.items() if k == kind and c["op"] == "put"]
        for i in range(0, len(rows), 500):
            client.insert(name, rows[i:i + 500])
        counts.append(len(rows))
    return tuple(counts)
