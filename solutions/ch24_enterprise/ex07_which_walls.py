"""Design: which walls?

Firms want to rent room in one Milvus. Each needs walls of its own kind, walls are counted, and a collection is what costs most. Give each firm its place, with as few collections as possible.

`place(firms, limits)` returns a dict of each firm's name to its place `{"database": …, "collection": …, "partition": …}`, or `None` if it cannot be done.

- `firms` is a list of dicts: `{"name": "north", "dim": 16, "needs": "login"}`. `limits` is `{"databases": 4, "collections": 9, "partitions": 5}`: at most so many databases, `"default"` included, even if it stays empty; collections in all databases together; partitions in each collection.
- `database` is `"default"` or a name that you choose, `collection` also a name that you choose (letters, digits, `_`). `partition` is a name, or `None`: then the firm's rows lie beside others' and are told apart by the **partition key** of the collection.
- Vectors of one collection have one dimension, `dim`. A collection has a partition key (then its partitions are not counted) or named partitions, never both. Of a collection's named partitions one, `_default`, is always there and stays empty, and counts. Two firms never share a named partition.

What a firm `needs`:

| `needs` | which means |
|:---|:---|
| `"admin"` | makes collections itself: a database of its own, not `"default"`, with one collection for a start |
| `"login"` | a user of its own who reaches nothing of others: rights end at collections, so a collection of its own |
| `"drop"` | when it leaves, one call drops all of it and nothing else: a collection or a partition of its own |
| `"none"` | only that no other finds its rows: anything will do |

The checks build what you give back on Milvus, move the firms in, look who finds what, and let some of them leave. Names of firms are letters and digits. No firms: `{}`. If it can be done within the limits, it must be done, in the fewest collections; of databases there may be no more than needed.
"""


def place(firms, limits):
    """Where each firm's rows live."""
    # BEGIN SOLUTION
    places, collections = {}, 0
    rooms = limits["partitions"] - 1
    for firm in firms:
        if firm["needs"] in ("admin", "login"):
            own = firm["name"] if firm["needs"] == "admin" else "default"
            places[firm["name"]] = {"database": f"db_{own}" if own != "default" else own, "collection": f"of_{firm['name']}", "partition": None}
            collections += 1
    for dim in sorted({firm["dim"] for firm in firms}):
        drop = [f["name"] for f in firms if f["dim"] == dim and f["needs"] == "drop"]
        none = [f["name"] for f in firms if f["dim"] == dim and f["needs"] == "none"]
        # A partition may hold a firm that does not need one: then the collection with a key is saved.
        together = rooms > 0 and drop and none and -(-(len(drop) + len(none)) // rooms) <= -(-len(drop) // rooms)
        if together:
            drop, none = drop + none, []
        size = max(rooms, 1)
        for n, name in enumerate(drop):
            places[name] = {"database": "default", "collection": f"rooms_{dim}_{n // size}", "partition": f"p_{name}" if rooms > 0 else None}
        collections += -(-len(drop) // size)
        for name in none:
            places[name] = {"database": "default", "collection": f"shared_{dim}", "partition": None}
        collections += bool(none)
    databases = 1 + sum(firm["needs"] == "admin" for firm in firms)
    return places if collections <= limits["collections"] and databases <= limits["databases"] else None
    # END SOLUTION
