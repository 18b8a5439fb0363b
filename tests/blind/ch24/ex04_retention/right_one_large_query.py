# expect: passed
# because: "Up to 10,000 documents may be due at once, and up to 3,000 held": 13,000 are fewer than the 16,384 of one query
DAY = 86_400


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def due(client, name, rules, now, holds):
    ids = set()
    for kind in rules:
        if rules[kind] is not None:
            rows = client.query(name, filter=f"written <= {now - rules[kind] * DAY} and kind == {literal(kind)}", output_fields=["id"], limit=16_384)
            ids |= {row["id"] for row in rows}
    return sorted(ids - set(holds))


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    if ids:
        client.delete(name, ids=ids)
    return ids
