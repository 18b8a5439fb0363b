# expect: failed|partial
# because: 'In the end every message has exactly one row': a message that comes again gets a new random key
import json
import uuid


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    while batch := poll(200):
        rows, done = [], {}
        for message in batch:
            done[message["partition"]] = message["offset"] + 1
            value = usable(message["value"])
            if value is None:
                continue
            rows.append({"id": uuid.uuid4().hex, "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
        if rows:
            client.upsert(name, rows)
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
