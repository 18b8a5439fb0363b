"""Everything exactly once.

Every night a shop hands its whole catalog to a partner, in batches. The shop does not close for it: while the partner writes a
batch down, colleagues add, change and remove rows. The collection `name` has `id` (INT64, the key; some are negative), `title` and `about` (VARCHAR) and
`vector` (8 floats). Write a generator:

`everything(client, name, size)` yields lists of rows, each row a dict with `id`, `title` and `about`

- A row that is there from your first read to your last is yielded exactly once, whatever happens to the others meanwhile.
- No id comes twice, not even one whose row was changed. It does not matter which of its states comes.
- What was added or removed after you began may come or may be missing.
- No batch is empty, none has more than `size` rows, and nothing but the three fields comes along: vectors stay in Milvus.
- The catalog may hold more rows than any limit allows. When the first batch is out, Milvus has sent at most a quarter of what all
  titles and texts weigh.
- An error of Milvus is not the end of the catalog: let it out, or ask again.

A query gives its rows in no promised order, and with a `limit` any of those that match: paging by hand behind the largest key so far is
not safe, and not accepted.

    >>> for batch in everything(client, "catalogue", 200):
    ...     partner.write(batch)
"""


def everything(client, name, size):
    """Yield all rows in batches of at most `size`."""
    # BEGIN SOLUTION
    rows = client.query_iterator(name, batch_size=size, output_fields=["id", "title", "about"])
    try:
        while batch := rows.next():
            yield [{field: row[field] for field in ("id", "title", "about")} for row in batch]
    finally:
        rows.close()
    # END SOLUTION
