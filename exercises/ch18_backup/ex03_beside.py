"""Beside the living one.

A job has deleted goods of a shop that it should not have touched. The shop is open, readers ask the alias all the time. Bring the goods back.

`recover(client, alias, rows, count, erased)` builds a second collection and returns its name.

- `alias` leads to a collection `{alias}_{n}`, with a whole number n: the living one. It has what the job left, and what was written after the backup. It has the fields `id` (INT64, the primary key), `version` (INT64), `name` (VARCHAR, 80 bytes) and `vector` (16 numbers, FLAT, COSINE),
  reads at the level Strong, and up to 5,000 rows.
- `rows` is the backup, a list of such rows, and `count` how many rows the collection had when it was made. If the two disagree, the backup is short: raise `ValueError`, and change nothing.
- The new collection is `{alias}_{n + 1}`, with the same fields, index and level. It has every good that is in the backup or in the living collection; of a good that is in both, the row with the higher `version`. `erased` is a list of ids that must
  not come back, from either side; some may be unknown.
- An attempt that broke off may have left a collection `{alias}_{n + 1}`. It is in nobody's use.
- A reader of the alias finds the living collection until the new one is whole, then the new one, and never an error. The living collection is only read; it stays, as evidence. Nobody writes to it while you work.
- If anything fails on the way, the alias stays where it is, `{alias}_{n + 1}` is gone, and the exception comes out.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def recover(client, alias, rows, count, erased):
    """Restore beside the living collection and switch; the new name."""
    raise NotStarted("recover")
