"""Sorted events, one write for puts and one for tombstones; old tombstones are looked up and deleted by key."""

ZERO = 0.001


def chosen(client, name, events):
    last = {e["id"]: e for e in sorted(events, key=lambda e: e["version"])}
    known = {}
    everybody = sorted(last)
    for at in range(0, len(everybody), 500):
        some = everybody[at : at + 500]
        for row in client.query(name, filter=f"id in {some}", output_fields=["id", "version"], limit=500):
            known[row["id"]] = row["version"]
    return [e for e in last.values() if e["version"] > known.get(e["id"], 0)]


def apply(client, name, events):
    due = chosen(client, name, events)
    puts = [e for e in due if e["op"] == "put"]
    stones = [e for e in due if e["op"] == "delete"]
    rows = [{"id": e["id"], "version": e["version"], "deleted": False, "title": e["title"], "price": e["price"], "vector": e["vector"]} for e in puts]
    rows += [{"id": e["id"], "version": e["version"], "deleted": True, "title": "-", "price": -1, "vector": [ZERO] * 32} for e in stones]
    for at in range(0, len(rows), 700):
        client.upsert(name, rows[at : at + 700])


def search(client, name, vector, k):
    found = client.search(collection_name=name, data=[vector], anns_field="vector", limit=k, filter="not (deleted == true)", output_fields=["id"])
    return [hit["entity"]["id"] for hit in found[0]]


def expire(client, name, before):
    while rows := client.query(name, filter=f"deleted == true and version < {before}", output_fields=["id"], limit=1000):
        client.delete(name, ids=[row["id"] for row in rows])
