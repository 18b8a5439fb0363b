"""Tenants that never leak.

Many firms keep their documents in one collection. Each search comes from a person who has logged in: `{"login": "ben", "firm": "north", "groups": ["all", "legal"]}`, as the directory has it. Write

    create(client, name)                            # an empty, loaded collection, in which the firm is the partition key
    put(client, name, rows)                         # rows: {"id": 17, "firm": "north", "groups": ["legal"], "vector": [0.1, …]}; a known id is replaced
    search(client, name, person, vector, k)         # ids of the k nearest documents that this person may see, best first
    leave(client, name, firm)                       # this firm moves out: all its documents go, and no others

- A person may see a document of their own firm that shares at least one group with them. Fewer than `k` such documents: all of them. None, or no groups: `[]`.
- A firm is who it is by its name, letter by letter: `"North"` and `"north"` are two. Names of firms and groups are any texts of up to 60 bytes: with quotes, backslashes, `%`, in any script, also the empty one.
- `id` is an INT64 and the same document stays with its firm. Vectors have 16 numbers and are compared by cosine, exactly (`FLAT`). Reads see every write (level Strong). A document has up to 10 groups, a person too, and `k` is at most 100.
- `put` gets up to 4,000 rows, `leave` has as many to delete. What is searched for is between hundreds of firms, so most of the nearest rows are someone else's.

The fields of the collection are yours to choose.
"""

import json

from pymilvus import DataType
from grader.learner import NotStarted


def create(client, name):
    """An empty collection."""
    raise NotStarted("create")


def put(client, name, rows):
    """Store documents."""
    raise NotStarted("put")


def search(client, name, person, vector, k):
    """What this person may see, nearest first."""
    raise NotStarted("search")


def leave(client, name, firm):
    """All documents of a firm go."""
    raise NotStarted("leave")
