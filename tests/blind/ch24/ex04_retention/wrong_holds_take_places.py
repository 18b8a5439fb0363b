# expect: failed|partial
# because: "Up to 10,000 documents may be due at once, and up to 3,000 held": rows are cut to 2,000 per kind before the holds are taken out
import json

DAY = 86_400


def due(client, name, rules, now, holds):
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        where = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY}"
        found += [row["id"] for row in client.query(name, filter=where, output_fields=["id"], limit=2000)]
    held = set(holds)
    return sorted(id for id in found if id not in held)


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
