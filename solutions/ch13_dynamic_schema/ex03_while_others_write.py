"""While others write.

A collection of parcels is in use day and night, and its rows need a new shape. In `old` the weight is a text, in grams, or "" where nobody weighed: `"1250"`. In
`new`, which exists already and is empty, it is an INT64, or NULL. There is no hour in which nobody writes, so the move has two parts: from now on every
writer calls your `save` and `remove`, and your `backfill` brings what was there before.

- `save(client, old, new, rows)` stores rows, given in the old shape, in both collections, each in its own shape. Rows that are there already are replaced.
- `remove(client, old, new, ids)` removes rows from both. An id may be unknown.
- `backfill(client, old, new)` runs once, in a process of its own, while others save and remove. If no writer is at work when it returns, both
  collections hold the same rows. It never changes `old`.

A row is `{"id": 7, "version": 3, "weight": "1250", "city": "Oulu", "vector": […]}`. `version` is 1 when a row is saved first, and grows with every
further save of it. Others may save or remove a row at any moment, also between the moment in which `backfill` reads it and the one in which it writes it. They always write to `old`
first and to `new` directly afterwards, and sooner or later they pause. Both collections read at the level Strong.
"""


def save(client, old, new, rows):
    """Store rows of the old shape in both collections."""
    # BEGIN SOLUTION save
    client.upsert(old, rows)
    client.upsert(new, [reshaped(row) for row in rows])
    # END SOLUTION


def remove(client, old, new, ids):
    """Remove rows from both collections."""
    # BEGIN SOLUTION remove
    client.delete(old, ids=ids)
    client.delete(new, ids=ids)
    # END SOLUTION


def backfill(client, old, new):
    """Bring to `new` what was in `old` before, while others write."""
    # BEGIN SOLUTION backfill
    while True:
        there, here = versions(client, old), versions(client, new)
        late = [id for id, version in there.items() if here.get(id) != version]
        gone = [id for id in here if id not in there]
        if not late and not gone:
            return
        for start in range(0, len(late), 200):
            rows = client.get(old, ids=late[start : start + 200], output_fields=["*"])
            if rows:
                client.upsert(new, [reshaped(row) for row in rows])
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
