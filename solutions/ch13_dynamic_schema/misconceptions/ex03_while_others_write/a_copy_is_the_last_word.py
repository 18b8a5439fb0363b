# id: a-copy-is-the-last-word
# check: test_rows_that_change_meanwhile
# why: Read everything, write everything, done: in a script that runs alone it is true. Here another writer may have saved a row in between, and the copy puts the old one over it.
# source: run here: an upsert of Milvus Lite 3.2.2 and 2.3.5 replaces a row whatever is in it; docs v3.0.x upsert-entities.md (no condition on what is there)
# BEGIN SOLUTION backfill
    there, here = versions(client, old), versions(client, new)
    late = [id for id, version in there.items() if here.get(id) != version]
    for start in range(0, len(late), 200):
        rows = client.get(old, ids=late[start : start + 200], output_fields=["*"])
        if rows:
            client.upsert(new, [reshaped(row) for row in rows])
    there, here = versions(client, old), versions(client, new)
    gone = [id for id in here if id not in there]
    if gone:
        client.delete(new, ids=gone)


def versions(client, name):
    """The version of each row, by id."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=["version"])
    while batch := rows.next():
        found.update({row["id"]: row["version"] for row in batch})
    rows.close()
    return found


def reshaped(row):
    """A row of the old shape in the new one."""
    return {**row, "weight": int(row["weight"]) if row["weight"] else None}
# END SOLUTION
