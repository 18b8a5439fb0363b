"""Bug hunt: two consumers, one group, lost order.

Prices of a marketplace are wrong now and then, never in the tests, and mostly after a deployment. The events carry no version: the team relies on the order of the log. There are **four mistakes** in the code below.

- `route(event)` returns the message key, a text. Events of one offer have to stay in order; those of different offers may lie in different partitions. Producers run in many processes.
- `consume(client, name, poll, commit)` is one consumer of the group. `poll()` returns `{"messages": […], "revoked": […]}`, or None when the work is over.
  A message is `{"partition": 2, "offset": 17, "event": {"offer": 4711, "event": "e-90210", "price": 40, "vector": […]}}`; a partition's messages come in order.
  `commit(2, 18)` says that the group continues in partition 2 at offset 18.

The collection `name` has `id` (INT64, primary key: the offer), `price` and `vector`. The row of an offer is its last event.

- **Revoked** partitions belong to another consumer from the *next* call of `poll()` on. It continues at the committed offset, so until then what was read of them has to be written and committed, or forgotten. (All messages of the step belong to the time before.)
- Never commit what is not written. In the end everything is written and committed.
- Messages are written as soon as 50 or more of them wait, and earlier only where there is a reason to. One write names each offer once.
"""


def route(event):
    """The message key of an event."""
    return event["event"]


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = []
    while (step := poll()) is not None:
        waiting += step["messages"]
        for message in step["messages"]:
            commit(message["partition"], message["offset"] + 1)
        if len(waiting) >= 50:
            write(client, name, waiting)
            waiting = []
    write(client, name, waiting)


def write(client, name, messages):
    """Each offer becomes a row."""
    rows = {}
    for message in messages:
        event = message["event"]
        rows.setdefault(event["offer"], {"id": event["offer"], "price": event["price"], "vector": event["vector"]})
    if rows:
        client.upsert(name, list(rows.values()))
