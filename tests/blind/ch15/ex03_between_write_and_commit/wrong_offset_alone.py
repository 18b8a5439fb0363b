# expect: failed|partial
# because: 'every message has exactly one row': each of the four partitions has an offset 0, and they replace each other
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
            rows.append({"id": str(message["offset"]), "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
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
