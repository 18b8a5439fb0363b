# expect: failed|partial
# because: "The answer says what is so in Milvus at that time": the list for the same arguments is remembered
import json

DAY = 86_400
KNOWN = {}


def due(client, name, rules, now, holds):
    key = (name, str(rules), now, str(sorted(holds)))
    if key in KNOWN:
        return KNOWN[key]
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        where = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=where, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    held = set(holds)
    KNOWN[key] = sorted(id for id in found if id not in held)
    return KNOWN[key]


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
