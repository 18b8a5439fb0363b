"""Move house without losing a row.

A shelf of books was filled in a hurry. Its collection `old` has the fields `id` (INT64, the key), `pages` (VARCHAR, a
number as text, or "" where nobody counted) and `vector` (32 floats, COSINE); everything else about a book, such as
`title` or `signed_by`, is in the dynamic field, and not every book has the same. `pages < "90"` is no question that this
collection can answer. Readers know the collection by its alias, never by its name.

Write `migrate(client, old, new, alias)`:

- `new` becomes a collection with the same rows, in which `pages` is an INT64, or NULL where it was "". Every other field
  is as it was, dynamic ones included, and `vector` is searched by COSINE.
- When `new` is complete and loaded, `alias` leads to it. Until then it leads to `old`, and at no moment to nothing.
- Rows may have been written to `old` a moment ago, and they also move. Only a read at the level Strong waits for them, and
  an iterator reads at the level of the collection, Bounded here, whatever it is given. So let a read of `old` at Strong
  come before any other.
- `old` stays as it is: it is the way back.
- An earlier run may have ended half-way and left a collection `new` with some of the rows; the alias still leads to `old`
  then. Start over.

Return the number of rows moved. There may be some thousands.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def migrate(client, old, new, alias):
    """Copy `old` to `new` with pages as numbers, then let the alias lead there; returns the number of rows."""
    raise NotStarted("migrate")
