# expect: failed|partial
# because: rows that are there are inserted again, which Milvus Lite takes for a replacement and a server does not
def apply(client, name, events):
    """Apply puts and tombstones."""
    # BEGIN SOLUTION apply
    newest = {}
    for event in events:
        if event["id"] not in newest or event["version"] > newest[event["id"]]["version"]:
            newest[event["id"]] = event
    keys, stored = list(newest), {}
    for start in range(0, len(keys), 1000):
        rows = client.get(name, ids=keys[start : start + 1000], output_fields=["version"])
        stored.update({row["id"]: row["version"] for row in rows})
    late = [row_of(event) for id, event in newest.items() if id not in stored or event["version"] > stored[id]]
    for start in range(0, len(late), 1000):
        client.insert(name, late[start : start + 1000])


def row_of(event):
    """The row that an event leaves; of a tombstone only key and version mean something."""
    if event["op"] == "delete":
        return {"id": event["id"], "version": event["version"], "deleted": True, "title": "", "price": 0, "vector": [1.0] + [0.0] * 31}
    return {**{k: v for k, v in event.items() if k != "op"}, "deleted": False}
    # END SOLUTION


def search(client, name, vector, k):
    """The ids of the k nearest offers that are there."""
    # BEGIN SOLUTION search
    hits = client.search(name, data=[vector], limit=k, filter="deleted == false")[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION


def expire(client, name, before):
    """Remove tombstones that are older."""
    # BEGIN SOLUTION expire
    client.delete(name, filter=f"deleted == true and version < {before}")
    # END SOLUTION
