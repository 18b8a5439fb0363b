# expect: partial|failed
# because: pages by offset and takes back as many places as the table has shrunk by; added rows and rows removed behind are counted in as well, so rows are skipped or come twice
"""Everything exactly once.

Every night a shop hands its whole catalogue to a partner, in batches. The shop does not close for it: while the partner writes a
batch down, colleagues add, change and remove rows. The collection `name` has `id` (INT64, the key; some are negative), `title` and `about` (VARCHAR) and
`vector` (8 floats). Write a generator:

`everything(client, name, size)` yields lists of rows, each row a dict with `id`, `title` and `about`

- A row that is there from your first read to your last is yielded exactly once, whatever happens to the others meanwhile.
- No id comes twice, not even one whose row was changed. It does not matter which of its states comes.
- What was added or removed after you began may come or may be missing.
- No batch is empty, none has more than `size` rows, and nothing but the three fields comes along.
- The catalogue may be large. When the first batch is out, Milvus has sent at most a quarter of what all titles and texts weigh.

A query gives its rows in no promised order.

    >>> for batch in everything(client, "catalogue", 200):
    ...     partner.write(batch)
"""

def count(client, name):
    return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]


def everything(client, name, size):
    """Yield all rows in batches of at most `size`."""
    offset, before, seen = 0, count(client, name), set()
    while True:
        now = count(client, name)
        offset = max(0, offset - max(0, before - now))
        before = now
        rows = client.query(name, filter="", output_fields=["id", "title", "about"], limit=size, offset=offset)
        if not rows:
            break
        offset += len(rows)
        new = [dict(row) for row in rows if row["id"] not in seen]
        seen.update(row["id"] for row in new)
        if new:
            yield new
