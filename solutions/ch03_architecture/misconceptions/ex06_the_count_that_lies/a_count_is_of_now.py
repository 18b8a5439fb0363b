# id: a-count-is-of-now
# check: test_live_rows
# why: count(*) is exact, so it is taken to be of this moment. It is a query, and by default sees what the query node had read a moment ago.
# source: github.com/milvus-io/milvus/issues/50194 (below Strong, by design)
def live_rows(client, name):
    """How many rows a reader would find now."""
    return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]


def purge(client, name, ids):
    """Delete rows; how many are left."""
    client.delete(name, ids=ids)
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    """Insert the rows that are not there yet; how many that were."""
    ids = [row["id"] for row in rows]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id"], consistency_level="Strong") if ids else []
    there = {row["id"] for row in found}
    missing = [row for row in rows if row["id"] not in there]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
