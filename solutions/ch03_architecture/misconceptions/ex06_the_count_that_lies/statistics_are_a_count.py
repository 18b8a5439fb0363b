# id: statistics-are-a-count
# check: test_live_rows
# why: The key is called row_count. It is the rows that flushed segments were written with.
# source: github.com/milvus-io/milvus/issues/14435, github.com/milvus-io/milvus/issues/30663 (row_count is 0 after 3,000 inserts)
def live_rows(client, name):
    """How many rows a reader would find now."""
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
