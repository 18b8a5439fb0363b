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

from grader.learner import NotStarted


def place(firms, limits):
    """Where each firm's rows live."""
    raise NotStarted("place")
