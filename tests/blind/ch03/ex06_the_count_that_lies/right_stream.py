# expect: passed
# because: live_rows by counting keys' count(*) at Strong; resume goes through slices of 1,000, asks for the keys of each by a filter, inserts in between
def live_rows(client, name):
    """How many rows a reader would find now."""
    [answer] = client.query(name, filter="id >= 0 or id < 0", output_fields=["count(*)"], consistency_level="Strong")
    return int(answer["count(*)"])


def purge(client, name, ids):
    """Delete rows; how many are left."""
    ids = list(ids)
    if ids:
        client.delete(name, filter=f"id in {ids}")
    return live_rows(client, name)


def resume(client, name, rows, batch=200):
    """Insert the rows that are not there yet; how many that were."""
    sent = 0
    for first in range(0, len(rows), 1000):
        todo = {row["id"]: row for row in rows[first : first + 1000]}
        for row in client.query(name, filter=f"id in {list(todo)}", output_fields=["id"], consistency_level="Strong"):
            todo.pop(row["id"], None)
        waiting = list(todo.values())
        while waiting:
            client.insert(name, waiting[:batch])
            sent += len(waiting[:batch])
            del waiting[:batch]
    return sent
