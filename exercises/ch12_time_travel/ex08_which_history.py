"""Design: which history?

A library has six collections, and each owes something to its past. For each, design how the past is kept: `history(collection, **given)` returns a
dict. The checks live with it for some weeks, on Milvus: they make every change, do its nightly jobs, ask what was promised, and count the rows.

    >>> history("prices", days=10)
    {'keep': 'versions', …}

- `keep` is one of three. `"present"`: a change replaces the row. `"versions"`: a change ends a row and begins another one, each valid from its
  beginning on and until its end. `"editions"`: every `every`-th midnight all rows are copied into a new collection, and an alias moves to it; the
  newest `last` of these collections are kept, and readers ask the alias.
- `retain`, for versions: so many days after its end an ended version goes, at midnight. Without it, or with None, it stays.
- `writer`, for versions: True if each of them says who wrote it.
- `ttl`: so many days after it was last written, a row goes, at midnight, whatever it says.
- Numbers are whole days, or whole collections. A key that belongs to a different way is not looked at, but for `ttl`.
- Who asks to be erased is deleted at once, with all versions; an edition that is done is not changed any more.

| collection | given | what is owed |
|:---|:---|:---|
| `"prices"` | `days` | a few change each day; any moment of the last `days` days may be asked for, and this very minute |
| `"catalog"` | | the publisher sends all of it anew each night, in pieces; a reader finds one night's catalog and never a mixture, and last night's can come back by one call |
| `"sessions"` | `days` | no reader asks what one was; `days` days after it was last written, it is gone |
| `"articles"` | `days` | what one writer did in the last `days` days can be taken back, and what others did stays |
| `"members"` | `midnights`, `erased` | how it was at each of the last `midnights` midnights, tonight's included; and who asks to be erased is found nowhere from the `erased`-th midnight after |
| `"shelves"` | `every`, `back` | all rows change every day, and the present is kept elsewhere; asked for are the last `back` inventories, which are made every `every`-th midnight, in at most `back` times as many rows as there are shelves |

Nothing stays longer than a promise needs it.
"""

from grader.learner import NotStarted


def history(collection, **given):
    """How the past of a collection is kept."""
    raise NotStarted("history")
