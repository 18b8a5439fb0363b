# expect: failed|partial
# because: breaks "returns how many rows are left": subtracts len(ids), though some of the ids may not be there
def live_rows(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def purge(client, name, ids):
    before = live_rows(client, name)
    client.delete(name, ids=ids)
    return before - len(ids)


def resume(client, name, rows, batch=200):
    there = set()
    for start in range(0, len(rows), 1000):
        ids = [row["id"] for row in rows[start : start + 1000]]
        there |= {row["id"] for row in client.query(name, ids=ids, output_fields=["id"], consistency_level="Strong")}
    missing = [row for row in rows if row["id"] not in there]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
