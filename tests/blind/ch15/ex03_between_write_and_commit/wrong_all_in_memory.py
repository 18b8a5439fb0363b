# expect: failed|partial
# because: 'Keep no more than one batch in memory', 'Commit after every batch': the whole log is collected, then written and committed
import json


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    rows, done = [], {}
    while batch := poll(200):
        for message in batch:
            done[message["partition"]] = message["offset"] + 1
            value = usable(message["value"])
            if value is None:
                continue
            rows.append({"id": f"{message['partition']}-{message['offset']}", "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
    for start in range(0, len(rows), 200):
        client.upsert(name, rows[start:start + 200])
    for partition, offset in done.items():
        commit(partition, offset)


def usable(text):
    """The object, or None."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        return None
    if not isinstance(value, dict) or "offer" not in value or "vector" not in value:
        return None
    return value
