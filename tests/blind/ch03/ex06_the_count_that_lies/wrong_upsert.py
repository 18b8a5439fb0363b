# expect: failed|partial
# because: breaks "inserts those that are not in the collection, and returns how many that were": upserts all, overwriting rows that are there
def live_rows(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def purge(client, name, ids):
    client.delete(name, ids=ids)
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    before = live_rows(client, name)
    for start in range(0, len(rows), batch):
        client.upsert(name, rows[start : start + batch])
    return live_rows(client, name) - before
