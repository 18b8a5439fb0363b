# expect: failed|partial
# because: breaks "Any of them may be there already, in any order": only live_rows mended, rows[done:] kept
def live_rows(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def purge(client, name, ids):
    client.delete(name, ids=ids)
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    done = live_rows(client, name)
    missing = rows[done:]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
