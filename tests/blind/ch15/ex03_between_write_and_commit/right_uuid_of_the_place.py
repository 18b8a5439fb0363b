# expect: passed
# because: the key is uuid5 of the place in the log; what cannot be used is a ValueError of a function of its own
import json
import uuid
from collections import defaultdict

LOOKS = uuid.UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")


class Unusable(ValueError):
    pass


def row_of(message):
    try:
        value = json.loads(message["value"])
        return {
            "id": str(uuid.uuid5(LOOKS, f"{message['partition']}:{message['offset']}")),
            "visitor": message["key"],
            "offer": value["offer"],
            "vector": value["vector"],
        }
    except (ValueError, TypeError, KeyError) as error:  # None, no JSON, no object, an entry missing
        raise Unusable(str(error)) from error


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    while True:
        batch = poll(200)
        if not batch:
            return
        ends = defaultdict(int)
        rows = []
        for message in batch:
            ends[message["partition"]] = max(ends[message["partition"]], message["offset"] + 1)
            try:
                rows.append(row_of(message))
            except Unusable:
                pass
        if rows:
            client.upsert(name, rows)
        for partition in sorted(ends):
            commit(partition, ends[partition])
