# expect: passed
# because: one plain copy first, then a repair that looks at each small batch again right after its write, and a last whole comparison
def to_new(row):
    row = dict(row)
    row["weight"] = None if row["weight"] == "" else int(row["weight"])
    return row


def save(client, old, new, rows):
    if len(rows) == 0:
        return
    client.upsert(old, rows)
    client.upsert(new, list(map(to_new, rows)))


def remove(client, old, new, ids):
    if len(ids) == 0:
        return
    client.delete(old, ids=ids)
    client.delete(new, ids=ids)


def bring(client, old, new, ids):
    """Bring these ids to the state of old, and look again until they agree."""
    while ids:
        rows = client.get(old, ids=ids, output_fields=["*"])
        if rows:
            client.upsert(new, [to_new(row) for row in rows])
        gone = set(ids) - {row["id"] for row in rows}
        if gone:
            client.delete(new, ids=sorted(gone))
        there = {row["id"]: row["version"] for row in client.get(old, ids=ids, output_fields=["id", "version"])}
        here = {row["id"]: row["version"] for row in client.get(new, ids=ids, output_fields=["id", "version"])}
        ids = [id for id in ids if there.get(id) != here.get(id)]


def table(client, name):
    return {(row["id"], row["version"]) for row in client.query(name, filter="", output_fields=["id", "version"], limit=16384)}


def backfill(client, old, new):
    while different := table(client, old) ^ table(client, new):
        ids = sorted({id for id, _ in different})
        for start in range(0, len(ids), 100):
            bring(client, old, new, ids[start : start + 100])
