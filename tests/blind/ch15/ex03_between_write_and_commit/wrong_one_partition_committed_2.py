# expect: failed|partial
# because: 'Commit after every batch that you were given, for each partition in it': only the partition of the last message is committed
import json


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    while batch := poll(200):
        rows, done = [], {}
        for message in batch:
            done[message["partition"]] = message["offset"] + 1
            value = usable(message["value"])
            if value is None:
                continue
            rows.append({"id": f"{message['partition']}-{message['offset']}", "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
        if rows:
            client.upsert(name, rows)
        commit(batch[-1]["partition"], batch[-1]["offset"] + 1)


def usable(text):
    """The object, or None."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        return None
    if not isinstance(value, dict) or "offer" not in value or "vector" not in value:
        return None
    return value
