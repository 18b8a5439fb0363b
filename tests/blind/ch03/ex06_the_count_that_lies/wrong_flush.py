# expect: failed|partial
# because: breaks "do not let a function flush"
def live_rows(client, name):
    client.flush(name)
    return int(client.get_collection_stats(name)["row_count"])


def purge(client, name, ids):
    client.delete(name, ids=ids)
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    there = set()
    for start in range(0, len(rows), 1000):
        ids = [row["id"] for row in rows[start : start + 1000]]
        there |= {r["id"] for r in client.query(name, filter=f"id in {ids}", output_fields=["id"], consistency_level="Strong")}
    missing = [row for row in rows if row["id"] not in there]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
