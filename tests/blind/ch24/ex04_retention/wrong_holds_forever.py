# expect: failed|partial
# because: "holds is a set or list of ids that a court or an auditor wants to keep": what was held once stays held in this process
import json

DAY = 86_400
HELD = set()


def due(client, name, rules, now, holds):
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        where = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=where, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    HELD.update(holds)
    held = HELD
    return sorted(id for id in found if id not in held)


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
