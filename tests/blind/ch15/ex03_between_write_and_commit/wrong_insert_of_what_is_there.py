# expect: failed|partial
# because: rows that are there are inserted again, which Milvus Lite takes for a replacement and a server does not
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
            client.insert(name, rows)
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
