# expect: passed
# because: keys are padded partition and offset; what is there already is asked for, and only the rest is inserted
import json


def parsed(value):
    if not isinstance(value, str):
        return None
    try:
        found = json.loads(value)
    except json.JSONDecodeError:
        return None
    return found if isinstance(found, dict) and {"offer", "vector"} <= found.keys() else None


def load(client, name, poll, commit):
    """Bring every message into Milvus once."""
    for batch in iter(lambda: poll(200), []):
        looks = {f"p{m['partition']:03d}o{m['offset']:012d}": (m["key"], parsed(m["value"])) for m in batch}
        looks = {key: pair for key, pair in looks.items() if pair[1] is not None}
        if looks:
            there = {row["id"] for row in client.get(name, ids=list(looks), output_fields=["id"])}
            new = [{"id": key, "visitor": who, "offer": v["offer"], "vector": v["vector"]} for key, (who, v) in looks.items() if key not in there]
            if new:
                client.insert(name, new)
        for partition in {m["partition"] for m in batch}:
            commit(partition, 1 + max(m["offset"] for m in batch if m["partition"] == partition))
