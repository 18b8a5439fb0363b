"""Counts by the ids themselves, and asks with get for a batch at a time."""


def ids_of(client, name):
    return [row["id"] for row in client.query(name, filter="id > -1", output_fields=["id"], consistency_level="Strong")]


def live_rows(client, name):
    """How many rows a reader would find now."""
    return len(ids_of(client, name))


def purge(client, name, ids):
    """Delete rows; how many are left."""
    client.delete(name, filter=f"id in {list(ids)}")
    return len(ids_of(client, name))


def resume(client, name, rows, batch=200):
    """Insert the rows that are not there yet; how many that were."""
    inserted = 0
    for start in range(0, len(rows), batch):
        part = {row["id"]: row for row in rows[start : start + batch]}
        for row in client.get(name, ids=list(part), output_fields=["id"], consistency_level="Strong"):
            del part[row["id"]]
        if part:
            inserted += client.insert(name, list(part.values()))["insert_count"]
    return inserted
