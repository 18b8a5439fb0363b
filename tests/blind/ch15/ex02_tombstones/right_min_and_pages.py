# expect: passed
# because: sorted, sliced, expire by ids from an iterator
def apply(client, name, events):
    winner = {e["id"]: e for e in sorted(events, key=lambda e: e["version"])}
    ids = list(winner)
    there = {}
    for at in range(0, len(ids), 300):
        there.update((r["id"], r["version"]) for r in client.get(name, ids[at : at + 300], output_fields=["version"]))
    batch = []
    for i, e in winner.items():
        if e["version"] > there.get(i, 0):
            gone = e["op"] == "delete"
            batch.append({"id": i, "version": e["version"], "deleted": gone, "title": e.get("title", ""), "price": e.get("price", 0), "vector": e.get("vector", [0.0] * 31 + [1.0])})
    for at in range(0, len(batch), 500):
        client.upsert(name, batch[at : at + 500])


def search(client, name, vector, k):
    hits = client.search(name, [vector], filter="deleted == false", limit=k, output_fields=["version"])
    return [hit["id"] for hit in hits[0]]


def expire(client, name, before):
    old, pages = [], client.query_iterator(name, batch_size=1000, filter="deleted == true", output_fields=["id", "version"])
    while page := pages.next():
        old += [r["id"] for r in page if r["version"] < before]
    pages.close()
    for at in range(0, len(old), 1000):
        client.delete(name, ids=old[at : at + 1000])
