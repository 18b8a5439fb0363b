"""Read what was written.

A help desk keeps its tickets in the collection `name`: `id` (INT64, primary key), `vector` (32 floats, metric L2), `word`
(VARCHAR). The collection is loaded; its consistency level is Bounded, the default. Several processes write to it and
read from it **at the same time**. Write three functions. Each runs in a process that may call none of the others.

- `add_and_list(client, name, ticket)` → list of ids. Inserts the ticket, a dict with the three fields, and returns the ids
  of the **five** tickets nearest to its vector, nearest first. The customer looks at this list at once, so the ticket just
  inserted has to be the first, and tickets that the same process inserted before must not be missing.
- `audit(client, name)` → int. The number of tickets in the collection. Every ticket whose insert had returned before
  `audit` was called has to be counted, **no matter which client inserted it**.
- `suggest(client, name, vector, k)` → list of ids. The k nearest tickets, nearest first. It runs at every key stroke: what
  it returns may be some seconds old, and it must **not wait** for the newest writes.

Rows need no flush to be seen: do not flush (that would seal a segment for every ticket), and do not sleep. Where more than
one level keeps the promise, each of them is right.
"""


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    # BEGIN SOLUTION add_and_list
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION


def audit(client, name):
    """How many tickets there are, with the newest of all clients."""
    # BEGIN SOLUTION audit
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    # END SOLUTION


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    # BEGIN SOLUTION suggest
    hits = client.search(name, data=[vector], limit=k, consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION
