# expect: partial|failed
# because: keeps the keys in a numpy array of floats, in which 2**53 + 1 is another number
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

import numpy as np


def all_ids(client, name):
    ids = []
    pages = client.query_iterator(name, batch_size=1000, output_fields=["id"])
    while page := pages.next():
        ids += [row["id"] for row in page]
    pages.close()
    return ids


def everything(client, name, size):
    """Yield all rows in batches of at most `size`."""
    ids = [int(i) for i in np.sort(np.array(all_ids(client, name), dtype=float))]
    for start in range(0, len(ids), size):
        rows = client.get(name, ids=ids[start : start + size], output_fields=["id", "title", "about"])
        if rows:
            yield [dict(row) for row in rows]
