# id: flush-to-count
# check: test_live_rows
# why: After a flush the statistics show the inserts, so a flush before each count looks like the cure. Deletes stay uncounted.
# source: github.com/milvus-io/milvus/issues/26658 (the count does not work after a delete, despite flush)
def live_rows(client, name):
    """How many rows a reader would find now."""
    client.flush(name)
    return int(client.get_collection_stats(name)["row_count"])


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
