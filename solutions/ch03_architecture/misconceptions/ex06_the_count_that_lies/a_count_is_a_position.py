# id: a-count-is-a-position
# check: test_resume
# why: Rows are loaded in order, so as many as are there are the first ones. That ends with the first delete, and with the first other writer.
# source: github.com/milvus-io/milvus/issues/15437 (what to send again after a part of a load failed; keys are not deduplicated)
def live_rows(client, name):
    """How many rows a reader would find now."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def purge(client, name, ids):
    """Delete rows; how many are left."""
    client.delete(name, ids=ids)
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    """Insert the rows that are not there yet; how many that were."""
    missing = rows[live_rows(client, name) :]
    for start in range(0, len(missing), batch):
        client.insert(name, missing[start : start + batch])
    return len(missing)
