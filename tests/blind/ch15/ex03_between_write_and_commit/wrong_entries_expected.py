# expect: failed|partial
# because: 'a value that is no JSON object with these two entries cannot be used': JSON that is a number, a list or an object without them raises
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
        for partition, offset in done.items():
            commit(partition, offset)


def usable(text):
    """The object, or None."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        return None
    return value
