# expect: failed|partial
# because: 'messages that you have written may come again': the key is a number that counts on from the rows that are there, so the second time is another row
import json


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    number = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
    while batch := poll(200):
        rows, done = [], {}
        for message in batch:
            done[message["partition"]] = message["offset"] + 1
            value = usable(message["value"])
            if value is None:
                continue
            number += 1
            rows.append({"id": str(number), "visitor": message["key"], "offer": value["offer"], "vector": value["vector"]})
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
