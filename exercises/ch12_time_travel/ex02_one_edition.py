"""One edition or the other.

Readers ask a catalog by an alias, day and night, from many processes. Every night it is replaced as a whole.

- `publish(client, alias, rows)` makes these rows the catalog and returns the name of the collection in which they are. A row is
  `{"id": 7, "edition": 12, "vector": […]}`: two INT64, of which `id` is the primary key, and 32 numbers that are compared by COSINE. There are up to 3,000
  rows. The collection reads at the level Strong. At the first call the alias does not exist yet.
- `rollback(client, alias)` makes the edition before the catalog again, and drops the one that was left. If there is none before, it raises `LookupError` and
  changes nothing.

From the first edition on, a reader of the alias finds **one** edition, whole, whenever it asks: never an error, never a part, never rows of two editions. The edition before is kept for a
rollback, and older ones are dropped. If Milvus refuses something in `publish`, its exception gets out, the alias leads where it led, and what was begun is gone.

You choose the names of the collections; they begin with the alias and an underscore, and each is one that Milvus does not have yet. Other catalogs live beside this one, some with longer aliases that begin in the same
way: `tea`, `tea_green`. Calls of `publish` and `rollback` for one catalog come one after the other, each from any process.
"""

import re

from pymilvus import DataType
from grader.learner import NotStarted


def publish(client, alias, rows):
    """Make these rows the catalog."""
    raise NotStarted("publish")


def rollback(client, alias):
    """Make the edition before the catalog again."""
    raise NotStarted("rollback")
