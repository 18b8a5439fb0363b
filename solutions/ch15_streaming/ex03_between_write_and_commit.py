"""Killed between write and commit.

Visitors of a marketplace look at offers, and every look is a message of a log with four partitions. Write `load(client, name, poll, commit)`, which puts the looks into Milvus. It
may be killed at any moment, and is then started again in a new process. In the end every message has exactly one row.

    poll(200)              # up to 200 messages that follow, as a list; [] when there is none left, and then load() returns
    commit(3, 1200)        # the group continues in partition 3 at offset 1200: everything before is done

A message is `{"partition": 3, "offset": 1199, "key": "visitor 12", "value": '{"offer": 4711, "vector": [0.1, …]}'}`; the value is JSON. Messages of one partition come in the order of their
offsets, partitions are mixed. A new process is given what its group has not committed, so messages that you have written may come again. Two visitors' looks may be equal in key *and* value, and are two
looks all the same.

The collection `name` has `id` (VARCHAR, primary key), `visitor` (VARCHAR), `offer` (INT64) and `vector`, and reads at the level Strong. How you make the `id` is up to you.

- Commit after every batch that you were given, for each partition in it, so that a new start repeats one batch at most. Keep no more than one batch in memory.
- Never commit what is not in Milvus yet.
- A value of `None` is a tombstone, and a value that is no JSON object with these two entries cannot be used. Both are passed over, and count as done: the log must not stop there.
"""

import json


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    # BEGIN SOLUTION
    while batch := poll(200):
        rows = []
        for message in batch:
            look = parsed(message["value"])
            if look is not None:
                id = f"{message['partition']}-{message['offset']}"
                rows.append({"id": id, "visitor": message["key"], "offer": look["offer"], "vector": look["vector"]})
        if rows:
            client.upsert(name, rows)
        done = {message["partition"]: message["offset"] + 1 for message in batch}
        for partition, offset in done.items():
            commit(partition, offset)


def parsed(value):
    """What a message says, or None."""
    try:
        look = json.loads(value)
        return look if {"offer", "vector"} <= set(look) else None
    except (TypeError, ValueError):
        return None
    # END SOLUTION
