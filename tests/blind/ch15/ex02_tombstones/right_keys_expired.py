# expect: passed
# because: what expires is listed with an iterator and deleted by key, 500 at a time; events sorted, the last of an offer wins
import random


def pages(items, size):
    for at in range(0, len(items), size):
        yield items[at:at + size]


def everywhere():
    return [random.gauss(0, 1) for _ in range(32)]


def apply(client, name, events):
    """Apply puts and tombstones."""
    last = {e["id"]: e for e in sorted(events, key=lambda e: e["version"])}
    for keys in pages(list(last), 800):
        for row in client.query(name, ids=keys, output_fields=["id", "version"], consistency_level="Strong"):
            if last[row["id"]]["version"] <= row["version"]:
                last.pop(row["id"])
    rows = []
    for e in last.values():
        gone = e["op"] == "delete"
        rows.append({
            "id": e["id"], "version": e["version"], "deleted": gone,
            "title": "gone" if gone else e["title"], "price": -1 if gone else e["price"], "vector": everywhere() if gone else e["vector"],
        })
    for page in pages(rows, 800):
        client.upsert(name, page)


def search(client, name, vector, k):
    """The ids of the k nearest offers that are there."""
    return [hit["id"] for hit in client.search(name, [vector], filter="deleted != true", limit=k, output_fields=["id"])[0]]


def expire(client, name, before):
    """Remove tombstones that are older."""
    old = []
    walk = client.query_iterator(name, batch_size=1000, filter=f"deleted == true and version < {before}", output_fields=["id"])
    while page := walk.next():
        old += [row["id"] for row in page]
    walk.close()
    for keys in pages(old, 500):
        client.delete(name, ids=keys)
