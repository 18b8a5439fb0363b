# id: a-big-limit-is-all
# check: test_save
# why: A query wants a limit, so one writes one that is larger than the collection. The collection grows, and the limit does not.
# source: docs v3.0.x get-and-scalar-query.md; the line stood in the bug hunt's own starter

import json


def save(client, name):
    """The backup: one text per row."""
    return [json.dumps(row) for row in client.query(name, filter="", output_fields=["*"], limit=1000)]


def restore(client, name, lines):
    """Make the collection hold the rows of the backup."""
    rows = [json.loads(line) for line in lines]
    wanted = {row["id"] for row in rows}
    leftover = [row["id"] for row in everything(client, name, ["id"]) if row["id"] not in wanted]
    for start in range(0, len(leftover), 500):
        client.delete(name, ids=leftover[start : start + 500])
    for start in range(0, len(rows), 500):
        client.upsert(name, rows[start : start + 500])


def verify(client, name, lines):
    """Whether the collection holds the rows of the backup."""
    found = everything(client, name)
    wanted = [json.loads(line) for line in lines]
    return len(found) == len(wanted) and {row["id"]: row for row in found} == {row["id"]: row for row in wanted}


def everything(client, name, fields=("*",)):
    """All rows."""
    found, pages = [], client.query_iterator(name, batch_size=500, output_fields=list(fields))
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found
