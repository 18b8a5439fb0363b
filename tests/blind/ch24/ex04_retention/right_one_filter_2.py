# expect: passed
# because: "A kind that no rule names is kept": one filter for all rules, holds taken out in the filter too
import json

DAY = 86_400


def condition(rules, now, holds):
    ends = [f"(kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - DAY * days})" for kind, days in rules.items() if days is not None]
    if not ends:
        return None
    text = "(" + " or ".join(ends) + ")"
    held = sorted({int(id) for id in holds})
    return f"{text} and id not in {held}" if held else text


def due(client, name, rules, now, holds):
    where = condition(rules, now, holds)
    if where is None:
        return []
    iterator, ids = client.query_iterator(name, batch_size=2000, filter=where, output_fields=["id"]), []
    while True:
        page = iterator.next()
        if not page:
            break
        ids.extend(int(row["id"]) for row in page)
    iterator.close()
    return sorted(ids)


def expire(client, name, rules, now, holds):
    ids = due(client, name, rules, now, holds)
    rest = list(ids)
    while rest:
        client.delete(name, filter=f"id in {rest[:1000]}")
        rest = rest[1000:]
    return ids
