"""Before the damage.

A notebook keeps notes, and links from note to note, in two collections. Every change of either goes into a third one first, an append-only log. At change number 2,417 a job began
to write nonsense, and you bring both collections to where they were just before.

A row of the log has `id` (INT64, the primary key, drawn at random), `number` (INT64: the order in which the changes happened, with gaps), `at` (INT64, the clock of the machine that made it; the clocks disagree), `kind` (`"note"` or `"link"`),
`op` (`"put"` or `"delete"`), `item` (INT64, the id of the note or link), `target` (INT64, for a link the note that it leads to, else 0), `text` (VARCHAR) and `vector` (32 numbers). A put
is a new item or replaces the one with its id, and an item may come back after its deletion.

`recover(client, log, notes, links, before)` makes `notes` and `links` hold exactly what the changes with a number **below** `before` leave, and returns how many rows each of them has: `(notes, links)`.

- A row of `notes` has `id`, `text` and `vector`; one of `links` has `id`, `target` and `vector`. Both collections are there and loaded.
- They may hold anything: rows of today, or what an attempt left that broke off.
- The log has some thousands of changes and is only read. All collections read at the level Strong. In which order a read returns rows is not promised.
"""

from grader.learner import NotStarted


def recover(client, log, notes, links, before):
    """Bring both collections to just before a change; how many rows each has."""
    raise NotStarted("recover")
