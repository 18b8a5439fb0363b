# id: rounded-is-near-enough
# check: test_save
# why: Sixteen digits look like noise, and three decimals make the file a third as large.
# source: the lesson's section Data Export and Import: most of 20 searches agree, and not all

import json


def save(client, name):
    """The backup: one text per row."""
    return [json.dumps({**row, "vector": [round(x, 3) for x in row["vector"]]}) for row in everything(client, name)]


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
