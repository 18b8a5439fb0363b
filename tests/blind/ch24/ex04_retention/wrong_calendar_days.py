# expect: failed|partial
# because: "a log goes at 1,000 + 30 · 86,400 and not a second earlier": calendar days are compared, so all of a day goes at midnight
import json

DAY = 86_400


def due(client, name, rules, now, holds):
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        where = f"kind == {json.dumps(kind, ensure_ascii=False)} and written < {(now // DAY - days + 1) * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=where, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    held = set(holds)
    return sorted(id for id in found if id not in held)


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
