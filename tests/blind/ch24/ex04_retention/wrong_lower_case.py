# expect: failed|partial
# because: "A kind that no rule names is kept": kinds are compared in lower case, so Log follows the rule of log
import json

DAY = 86_400


def due(client, name, rules, now, holds):
    found = []
    small = {kind.lower(): days for kind, days in rules.items()}
    pages = client.query_iterator(name, batch_size=1000, output_fields=["id", "kind", "written"])
    while page := pages.next():
        for row in page:
            days = small.get(row["kind"].lower())
            if days is not None and row["written"] + days * DAY <= now:
                found.append(row["id"])
    pages.close()
    held = set(holds)
    return sorted(id for id in found if id not in held)


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
