# expect: passed
# because: one filter for all kinds
import json

DAY = 86_400


def due(client, name, rules, now, holds):
    """What has to go."""
    found, parts = [], [f"(kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY})" for kind, days in rules.items() if days is not None]
    for late in [" or ".join(parts)] if parts else []:
        pages = client.query_iterator(name, batch_size=1000, filter=late, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    return sorted(set(found) - set(holds))


def expire(client, name, rules, now, holds):
    """Delete what has to go."""
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
