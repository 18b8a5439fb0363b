# expect: failed|partial
# because: 'Two visitors looks may be equal in key and value, and are two looks all the same': the row's key is a hash of them
import hashlib
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
            rows.append({"id": hashlib.sha256(f"{message['key']}|{message['value']}".encode()).hexdigest()[:40], "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
        if rows:
            client.upsert(name, list({row["id"]: row for row in rows}.values()))
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
