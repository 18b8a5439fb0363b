# expect: failed|partial
# because: the starter itself, with a larger limit
"""Bug hunt: the backup that was never restored.

For two years this program has saved a library's notes every night, and every night it has said that all is well. Then came the first restore. A part of the notes was missing, none had its tags, searches gave an order that was a
little different, and notes that were not in the backup stood among those that were. The program said that all was well.

Find the mistakes. Afterwards:

- `save(client, name)` returns the backup, a list of texts: one for each row, a JSON object with everything that the row has. It only reads.
- `restore(client, name, lines)` makes the collection hold exactly the rows of the backup. It exists, and may hold anything.
- `verify(client, name, lines)` is `True` if the collection holds exactly the rows of the backup, with every value and every number of every vector, and `False` otherwise. It only reads.

The collection has `id` (INT64, the key), `title` (VARCHAR), `vector` (16 numbers) and a dynamic field, reads at the level Strong, and has up to 5,000 rows.
"""

import json


def save(client, name):
    """The backup: one text per row."""
    rows = client.query(name, filter="id >= 0", output_fields=["id", "title", "vector"], limit=5000)
    return [json.dumps({**row, "vector": [round(x, 3) for x in row["vector"]]}) for row in rows]


def restore(client, name, lines):
    """Make the collection hold the rows of the backup."""
    rows = [json.loads(line) for line in lines]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def verify(client, name, lines):
    """Whether the collection holds the rows of the backup."""
    found = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
    return found >= len(lines)
