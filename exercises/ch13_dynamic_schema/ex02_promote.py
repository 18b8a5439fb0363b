"""Promote a key, and change no answer.

Readers of a collection ask `year > 1990`, and `year` is a key in its dynamic field, written by many hands: 1987, 2001.5, "1995", "about 1900", [1990],
or nothing. A field of its own is quicker to filter and can be indexed. But on no account may a question that was asked yesterday have
a different answer tomorrow.

Write `promote(client, old, new, key)`. The collection `old` has `id` (INT64, the key), `vector` (32 floats, COSINE) and a dynamic field. Create the collection `new`:

- It has the same rows, and in addition a field named `key`, a DOUBLE that may be NULL.
- In the dynamic field a comparison with a number finds numbers, and nothing else: `year > 1990` never found "1995". So a row whose value is an `int` or a
  `float` has it in the field, and every other row has NULL there.
- What was no number is not lost. It stays in the dynamic field under the key + `_raw`, as it was: `year_raw` is "1995".
- All else is as it was: ids, vectors, every other key of the dynamic field.
- `old` stays as it is. `new` is loaded, and can be searched and filtered when the function returns. Its consistency level is Strong, as that of `old` is.

Return a tuple: how many rows there are, and how many of them have a number. No value is a `bool` or NaN, and no row has the key + `_raw`
already. There may be some thousands of rows.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def promote(client, old, new, key):
    """Copy `old` to `new` with a field of its own for `key`; returns (rows, rows with a number)."""
    raise NotStarted("promote")
