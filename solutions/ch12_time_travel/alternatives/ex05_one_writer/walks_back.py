"""Only articles that the writer touched are read, and each is walked back from its end until a state is not the writer's."""

FOREVER = 9_999_999_999_999
FIELDS = ["id", "article", "title", "vector", "valid_from", "valid_to", "by", "ended_by"]


def touched(client, name, writer, since):
    pages = client.query_iterator(name, batch_size=500, filter=f'(by == "{writer}" and valid_from >= {since}) or (ended_by == "{writer}" and valid_to >= {since})', output_fields=["article"])
    found = set()
    while page := pages.next():
        found.update(row["article"] for row in page)
    pages.close()
    return sorted(found)


def before(versions, writer, since):
    """The version to continue, None for no article, or False where nothing is to be done."""
    i = len(versions) - 1
    gone = versions[i]["valid_to"] != FOREVER
    first = True
    while i >= 0:
        v = versions[i]
        if gone:
            if v["ended_by"] != writer or v["valid_to"] < since:
                return False if first else None
            gone, first = False, False
            continue
        if v["by"] != writer or v["valid_from"] < since:
            return False if first else v
        first = False
        gone = i > 0 and versions[i - 1]["valid_to"] != v["valid_from"]
        i -= 1
    return None


def undo(client, name, writer, since, now):
    count = 0
    for article in touched(client, name, writer, since):
        versions = sorted((dict(r) for r in client.query(name, filter=f"article == {article}", output_fields=FIELDS, limit=9000)), key=lambda r: r["valid_from"])
        wanted = before(versions, writer, since)
        current = versions[-1] if versions[-1]["valid_to"] == FOREVER else None
        if wanted is False or (wanted is None and current is None):
            continue
        rows = [] if current is None else [{**current, "valid_to": now, "ended_by": "undo"}]
        if wanted is not None:
            rows.append({**wanted, "id": f"{article}:{now}", "valid_from": now, "valid_to": FOREVER, "by": "undo", "ended_by": ""})
        client.upsert(name, rows)
        count += 1
    return count
