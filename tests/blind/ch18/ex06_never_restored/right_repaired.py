# expect: passed
# because: the six mistakes repaired in place
import json


def read(client, name):
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def save(client, name):
    """The backup: one text per row."""
    return [json.dumps(row) for row in read(client, name)]


def restore(client, name, lines):
    """Make the collection hold the rows of the backup."""
    rows = [json.loads(line) for line in lines]
    keep = {row["id"] for row in rows}
    gone = [row["id"] for row in read(client, name) if row["id"] not in keep]
    for start in range(0, len(gone), 500):
        client.delete(name, ids=gone[start : start + 500])
    for start in range(0, len(rows), 500):
        client.upsert(name, rows[start : start + 500])


def verify(client, name, lines):
    """Whether the collection holds the rows of the backup."""
    rows = [json.loads(line) for line in lines]
    there = {row["id"]: row for row in rows}
    return len(there) == len(rows) and there == {row["id"]: row for row in read(client, name)}
