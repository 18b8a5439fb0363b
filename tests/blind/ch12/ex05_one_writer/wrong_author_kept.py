# expect: failed|partial
# because: 'a version of its own, from `now` on, by "undo"': the copy bears the name of the author of old
import uuid

FOREVER = 9_999_999_999_999



FIELDS = ["id", "article", "valid_from", "valid_to", "by", "ended_by"]


def goal_of(versions, writer, since):
    """None: leave it alone. Else (row that has to end or None, row that shall hold again or None)."""
    i = len(versions) - 1
    gone = versions[i]["valid_to"] != FOREVER
    present = None if gone else versions[i]
    steps = 0
    while i >= 0:
        row = versions[i]
        who, when = (row["ended_by"], row["valid_to"]) if gone else (row["by"], row["valid_from"])
        if who != writer or when < since:
            break
        steps += 1
        if gone:
            gone = False
        else:
            i -= 1
            gone = i >= 0 and versions[i]["valid_to"] != row["valid_from"]
    target = None if i < 0 or gone else versions[i]
    if not steps or (present is None and target is None):
        return None
    return present, target


def undo(client, name, writer, since, now):
    by_article = {}
    cursor = client.query_iterator(name, batch_size=2000, output_fields=FIELDS)
    while page := cursor.next():
        for row in page:
            by_article.setdefault(row["article"], []).append(row)
    cursor.close()
    plans = []
    for versions in by_article.values():
        versions.sort(key=lambda row: row["valid_from"])
        if plan := goal_of(versions, writer, since):
            plans.append(plan)
    for start in range(0, len(plans), 200):
        part = plans[start:start + 200]
        ids = list({row["id"] for plan in part for row in plan if row})
        whole = {row["id"]: dict(row) for row in client.get(name, ids=ids, output_fields=["*"])}
        rows = []
        for present, target in part:
            if present:
                rows.append(whole[present["id"]] | {"valid_to": now, "ended_by": "undo"})
            if target:
                rows.append(whole[target["id"]] | {"id": uuid.uuid4().hex, "valid_from": now, "valid_to": FOREVER, "ended_by": ""})
        client.upsert(name, rows)
    return len(plans)
