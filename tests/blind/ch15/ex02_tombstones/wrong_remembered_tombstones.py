# expect: failed|partial
# because: 'Each call may be made by a process of its own': which offers are gone is remembered in this process, and the row is deleted
GONE = {}
NOWHERE = [1.0] + [0.0] * 31


def apply(client, name, events):
    """Apply puts and tombstones."""
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    ids, stored = list(newest), {}
    for start in range(0, len(ids), 1000):
        for row in client.get(name, ids=ids[start:start + 1000], output_fields=["version"]):
            stored[row["id"]] = row["version"]
    rows = [as_row(event) for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    gone = GONE.setdefault(name, {})
    gone.update({row["id"]: row["version"] for row in rows if row["deleted"]})
    dead = [row["id"] for row in rows if row["deleted"]]
    if dead:
        client.delete(name, ids=dead)
    rows = [row for row in rows if not row["deleted"] and row["version"] > gone.get(row["id"], -1)]
    for start in range(0, len(rows), 1000):
        client.upsert(name, rows[start:start + 1000])


def as_row(event):
    if event["op"] == "delete":
        return {"id": event["id"], "version": event["version"], "deleted": True, "title": "", "price": 0, "vector": NOWHERE}
    return {"id": event["id"], "version": event["version"], "deleted": False, "title": event["title"], "price": event["price"], "vector": event["vector"]}


def search(client, name, vector, k):
    """The ids of the k nearest offers that are there."""
    hits = client.search(name, data=[vector], limit=k, filter="deleted == false")[0]
    return [hit["id"] for hit in hits]


def expire(client, name, before):
    """Remove tombstones that are older."""
    kept = {id: version for id, version in GONE.get(name, {}).items() if version >= before}
    GONE[name] = kept
