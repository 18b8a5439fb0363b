# expect: passed
# because: stored versions by query, tombstones as copies of the row with the flag set
def apply(client, name, events):
    last = {}
    for e in events:
        if e["id"] not in last or last[e["id"]]["version"] < e["version"]:
            last[e["id"]] = e
    keys = list(last)
    for at in range(0, len(keys), 800):
        part = keys[at : at + 800]
        stored = {r["id"]: r for r in client.query(name, filter="", ids=part, output_fields=["*"])} if False else {r["id"]: r for r in client.get(name, ids=part, output_fields=["*"])}
        rows = []
        for i in part:
            e, old = last[i], stored.get(i)
            if old is not None and old["version"] >= e["version"]:
                continue
            if e["op"] == "put":
                rows.append({"id": i, "version": e["version"], "deleted": False, "title": e["title"], "price": e["price"], "vector": e["vector"]})
            elif old is None:
                rows.append({"id": i, "version": e["version"], "deleted": True, "title": "gone", "price": 0, "vector": [0.5] * 32})
            else:
                rows.append({**dict(old), "vector": [float(x) for x in old["vector"]], "version": e["version"], "deleted": True})
        if rows:
            client.upsert(name, rows)


def search(client, name, vector, k):
    return [h["id"] for h in client.search(name, data=[vector], limit=k, filter="deleted == False")[0]]


def expire(client, name, before):
    client.delete(name, filter=f"version < {before} && deleted == true")
