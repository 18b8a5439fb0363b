"""A tombstone is a fact.

Offers are also taken back. The log then delivers a **tombstone**: an event that says that the offer is gone. As every event it may come twice, and an older event of
the same offer may come after it, also days later. An offer that was sold must not come back that way.

The collection `name` has `id` (INT64, primary key), `version` (INT64), `deleted` (BOOL), `title` (VARCHAR), `price` (INT64) and `vector` (32 numbers, COSINE), no field may be NULL, and it reads at the level Strong.
`version` is the time of the change in milliseconds. Events look like this:

    {"id": 4711, "version": 1764300000123, "op": "put", "title": "anchor for sale", "price": 40, "vector": [0.1, …]}
    {"id": 4711, "version": 1764300009000, "op": "delete"}

- `apply(client, name, events)` applies up to 2,000 events. Afterwards the event with the highest version that was ever delivered counts for each offer,
  in this call or in any call before. One write names each `id` once. A tombstone may come for an offer of which nothing else has come yet.
- `search(client, name, vector, k)` returns the ids of the k nearest offers that are there, nearest first; all of them if there are fewer than k. An offer whose tombstone counts is not there. Most
  offers of a marketplace are sold: among the nearest rows there may be thousands of them.
- `expire(client, name, before)` forgets the tombstones with a version below `before`: their rows leave the collection. Offers that are there stay, however old. (The log keeps events for a week,
  so nothing from before can come any more.)

Each call may be made by a process of its own.
"""


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
        client.upsert(name, late[start : start + 1000])


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
