"""Keys are digests of where a message lies; rows are written with delete-free upserts of half a batch each."""

import hashlib
import json


def key(message):
    return hashlib.sha256(f"looks/{message['partition']}/{message['offset']}".encode()).hexdigest()[:40]


def row(message):
    if message["value"] is None:
        return None
    try:
        data = json.loads(message["value"])
    except json.JSONDecodeError:
        return None
    if not isinstance(data, dict) or "offer" not in data or "vector" not in data:
        return None
    return dict(id=key(message), visitor=message["key"], offer=data["offer"], vector=data["vector"])


def load(client, name, poll, commit):
    while True:
        messages = poll(100)
        if len(messages) == 0:
            break
        rows = [r for r in map(row, messages) if r is not None]
        half = len(rows) // 2
        for part in (rows[:half], rows[half:]):
            if part:
                client.upsert(collection_name=name, data=part)
        for partition in sorted({m["partition"] for m in messages}):
            commit(partition, max(m["offset"] for m in messages if m["partition"] == partition) + 1)
