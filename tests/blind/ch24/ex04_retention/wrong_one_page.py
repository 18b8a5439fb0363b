# expect: partial|failed
# because: a page of each kind
import json

DAY = 86_400


def due(client, name, rules, now, holds):
    """What has to go."""
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        late = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY}"
        found += [row["id"] for row in client.query(name, filter=late, output_fields=["id"], limit=1000)]
    return sorted(set(found) - set(holds))


def expire(client, name, rules, now, holds):
    """Delete what has to go."""
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
